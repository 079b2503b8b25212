// The common look of buttons, fields, cards and words: what elements on the shop's pages need of it
// (panel/more-controls.styles.ts has the rest). Sizes are in em of a medium font (16 px unless
// the reader chose otherwise), spacing in steps of 4 px, directions logical.

export const CONTROLS = /* css */ `
  * { box-sizing: border-box; }
  h2, h3, p, ul, ol { margin: 0; padding: 0; border: 0; font: inherit; }
  ul, ol { list-style: none; }
  h2 { font-weight: 600; font-size: 1.375em; line-height: 1.25; font-family: var(--regulars-font-display, inherit); letter-spacing: -0.01em; text-wrap: balance; }
  h3 { font-weight: 600; font-size: 1em; line-height: 1.35; text-wrap: balance; }
  [tabindex='-1']:focus { outline: none; }
  .small { font-size: 0.875em; line-height: 1.45; }
  .tiny { font-size: 0.8125em; line-height: 1.4; }
  .muted { color: var(--_muted); }
  .num { font-variant-numeric: tabular-nums; }
  strong.num { white-space: nowrap; }
  .btn.small { min-block-size: 40px; padding: 6px 14px; font-size: 0.875em; }
  .btn.wide { inline-size: 100%; }
  .link { color: var(--_accent-ink); font-weight: 600; text-decoration: underline; text-decoration-thickness: 1px;
    text-underline-offset: 3px; cursor: pointer; border-radius: 4px; }
  .link:hover { text-decoration-thickness: 2px; }
  .tap { display: inline-flex; align-items: center; min-block-size: 44px; }

  .card { background: var(--_surface); border: 1px solid var(--_line); border-radius: var(--_radius); padding: 16px; }
  .badge { display: inline-flex; align-items: center; gap: 6px; padding: 3px 10px; border-radius: 999px; font-size: 0.8125em;
    font-weight: 600; line-height: 1.4; background: var(--_accent-soft); color: var(--_accent-ink); }
  .badge svg { inline-size: 1.125em; block-size: 1.125em; }
  .row { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
  .spread { display: flex; align-items: baseline; justify-content: space-between; gap: 12px; }
  .bar { block-size: 8px; border-radius: 4px; background: color-mix(in oklab, var(--_accent) 16%, var(--_surface)); overflow: hidden; }
  .bar > i { display: block; block-size: 100%; border-radius: 4px; background: var(--_accent); inline-size: calc(var(--_share, 0) * 100%);
    transition: inline-size 0.7s var(--_ease); }

  label { font-size: 0.875em; font-weight: 600; }
  input:not([type='checkbox']) { all: unset; box-sizing: border-box; inline-size: 100%; min-block-size: 48px; padding: 10px 14px;
    font: inherit; line-height: 1.4; color: var(--_text); background: var(--_surface); cursor: text; text-align: start;
    border: 1px solid color-mix(in oklab, var(--_muted) 75%, var(--_surface)); border-radius: min(var(--_radius), 12px); }
  .notice { display: flex; gap: 12px; align-items: flex-start; padding: 12px 14px; border-radius: min(var(--_radius), 14px);
    background: var(--_surface-2); font-size: 0.9375em; line-height: 1.45; }
  .ghost { border-radius: min(var(--_radius), 12px); background: var(--_surface-2); }

  @media (prefers-reduced-motion: no-preference) {
    .ghost { animation: breathe 1.6s ease-in-out infinite alternate; }
  }
  @media (forced-colors: active) {
    .btn, .card, .badge, .notice { border: 1px solid CanvasText; }
    .bar { border: 1px solid CanvasText; } .bar > i { background: Highlight; forced-color-adjust: none; }
    .btn:focus-visible { outline-color: Highlight; }
  }
`;
