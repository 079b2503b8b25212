// Launcher, popup and the frame of the panel. The host stands in the top layer, and nothing of the
// page's CSS reaches in: `!important` on :host wins over the page, `all: initial` stops inheritance.
import { BASE } from './base.styles.js';

const SHELL = /* css */ `
:host{all:initial!important;display:block!important;position:fixed!important;inset:auto!important;
inset-block-end:calc(var(--regulars-offset-block,20px) + env(safe-area-inset-bottom,0px))!important;
right:var(--regulars-offset-inline,20px)!important;z-index:2147483000!important;inline-size:0!important;block-size:0!important;
color-scheme:var(--regulars-scheme,inherit)!important;font-family:inherit!important;overflow:visible!important;background:none!important;pointer-events:none!important}
:host([data-left]){right:auto!important;left:var(--regulars-offset-inline,20px)!important}
@media print{:host{display:none!important}}
/* Host and stack are a point in the corner: what stands there may grow without a layout shift.
   Sides are left and right: the corner goes by the page's direction, the words in it by their own. */
.stack{position:relative;inline-size:0;block-size:0}
.pill,.popup{position:absolute;right:0}
:host([data-left]) .pill,:host([data-left]) .popup{right:auto;left:0}
.pill{pointer-events:auto;inset-block-end:0;inline-size:max-content;display:flex;align-items:center;gap:10px;min-block-size:52px;max-inline-size:calc(100vw - 2*var(--regulars-offset-inline,20px));padding-inline:16px 20px;
background:var(--_accent);color:var(--_on-accent);border-radius:26px;box-shadow:var(--_shadow);font-weight:600;border:1px solid transparent;
transition:transform .25s var(--_ease),box-shadow .25s}
.pill:hover{transform:translateY(-2px)}
.pill:active{transform:none}
.pill.aside{visibility:hidden}
.pill span{display:block;line-height:1.25;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.pill .label{min-inline-size:0}
.pill .note{font-size:.75em;font-weight:400}
.popup{pointer-events:auto;inset-block-end:64px;box-sizing:border-box;inline-size:min(340px,calc(100vw - 2*var(--regulars-offset-inline,20px)));padding:22px;background:var(--_surface);color:var(--_text);
border:1px solid var(--_line);border-radius:var(--_radius);box-shadow:var(--_shadow)}
.popup .medal{display:grid;place-items:center;inline-size:44px;block-size:44px;border-radius:50%;background:var(--_accent-soft);color:var(--_accent-ink);margin-block-end:14px}
.popup h2{all:unset;display:block;font-size:1.25em;font-weight:600;line-height:1.3;font-family:var(--regulars-font-display,inherit);text-wrap:balance;margin-inline-end:8px}
.popup p{all:unset;display:block;color:var(--_muted);font-size:.9375em;margin-block:8px 18px}
.row{display:flex;flex-wrap:wrap;gap:8px}
.btn.main{flex:1}
.x{display:grid;place-items:center;inline-size:44px;block-size:44px;border-radius:50%;color:var(--_muted);position:absolute;inset-block-start:8px;inset-inline-end:8px}
.x:hover{background:var(--_surface-2)}
dialog{all:unset;box-sizing:border-box;pointer-events:auto;display:none;position:fixed;inset-block:12px;right:12px;left:auto;inline-size:min(420px,calc(100vw - 24px));
background:var(--_surface);color:var(--_text);border-radius:calc(var(--_radius) + 4px);box-shadow:var(--_shadow);overflow:hidden;border:1px solid var(--_line)}
:host([data-left]) dialog{right:auto;left:12px}
dialog[open]{display:block}
dialog:focus-visible{outline:none}
dialog::backdrop{background:rgb(28 21 18/.4)}
dialog .x{z-index:2;inset-block-start:12px;inset-inline-end:12px;color:var(--_text);background:color-mix(in srgb,var(--_surface) 82%,transparent)}
dialog .x:hover{background:var(--_surface)}
dialog>*{pointer-events:auto}
regulars-panel,.wait{position:absolute;inset:0}
.wait{display:flex;flex-direction:column;gap:16px;padding:16px;box-sizing:border-box}
.wait i{display:block;border-radius:var(--_radius);background:var(--_surface-2);block-size:72px}
.wait i:first-child{block-size:190px;background:var(--_accent-soft)}
.sorry{position:absolute;inset:0;display:flex;flex-direction:column;align-items:center;justify-content:center;gap:8px;padding:32px;text-align:center}
.sorry h2{all:unset;font-size:1.25em;font-weight:600;font-family:var(--regulars-font-display,inherit);text-wrap:balance}
.sorry p{all:unset;color:var(--_muted);margin-block-end:12px}
.sorry .btn{flex:none}
@media (max-width:480px){.popup{padding:18px}.popup .medal{display:none}.popup h2{margin-inline-end:36px!important}dialog{inset-inline:0!important;inset-block:10px 0;inline-size:100%;border-radius:calc(var(--_radius) + 4px) calc(var(--_radius) + 4px) 0 0;border-width:1px 0 0}}
@media (prefers-reduced-motion:no-preference){
.pill,.popup{animation:rise .45s var(--_ease) backwards}
dialog{opacity:0;translate:0 16px;transition:opacity .22s,translate .32s var(--_ease),display .32s allow-discrete,overlay .32s allow-discrete}
dialog[open]{opacity:1;translate:0}
@starting-style{dialog[open]{opacity:0;translate:0 16px}}
.wait i{animation:breathe 1.6s ease-in-out infinite alternate}
@keyframes rise{from{opacity:0;transform:translateY(12px)}}
}
@media (forced-colors:active){.pill,.popup,.btn,.x,dialog{border:1px solid ButtonText}.wait i{border:1px solid GrayText}}
`;

export const SHELL_CSS = BASE + SHELL;
