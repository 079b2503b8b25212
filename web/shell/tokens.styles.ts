// The tokens that a theme may set (docs/theming.md) and what is derived from them. Every root of a
// shadow tree carries `.root`; private names start with `--_`, and the page cannot reach them.

export const TOKENS = /* css */ `
.root{all:initial!important;display:block!important;box-sizing:border-box!important;color-scheme:var(--regulars-scheme,inherit)!important;
--_accent:var(--regulars-accent,light-dark(#7d3a1e,#e9a985))!important;
--_on-accent:var(--regulars-on-accent,light-dark(#fffaf5,#2b1408))!important;
--_surface:var(--regulars-surface,light-dark(#fffdfa,#1d1916))!important;
--_surface-2:var(--regulars-surface-2,light-dark(#f7f0e8,#2a2420))!important;
--_text:var(--regulars-text,light-dark(#2a1f19,#f5ece4))!important;
--_muted:var(--regulars-muted,light-dark(#6b5b50,#bcaca0))!important;
--_line:var(--regulars-line,light-dark(#e8dccf,#40362f))!important;
--_good:var(--regulars-positive,light-dark(#2c6a45,#8fd0a8))!important;
--_bad:var(--regulars-negative,light-dark(#a4301d,#f2a596))!important;
--_radius:var(--regulars-radius,18px)!important;
--_accent-soft:color-mix(in oklab,var(--_accent) 12%,var(--_surface))!important;
--_accent-ink:color-mix(in oklab,var(--_accent) 82%,var(--_text))!important;
--_focus:var(--_accent-ink)!important;
--_shadow:0 1px 2px rgb(42 31 25/.08),0 12px 32px -8px rgb(42 31 25/.24)!important;
--_ease:cubic-bezier(.2,.7,.2,1)!important;
font-family:var(--regulars-font,inherit)!important;font-size:medium!important;line-height:1.5!important;color:var(--_text)!important;
text-align:start!important;-webkit-text-size-adjust:100%!important;text-size-adjust:100%!important;overflow-wrap:break-word!important}
`;
