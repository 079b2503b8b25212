// What the launcher, the elements and the panel have in common: tokens, a button without the page's looks, icons.
import { TOKENS } from './tokens.styles.js';

const COMMON = /* css */ `
button { all: unset; box-sizing: border-box; cursor: pointer; font: inherit; -webkit-tap-highlight-color: transparent }
:focus-visible { outline: 2px solid var(--_focus); outline-offset: 2px }
svg { inline-size: 1.375em; block-size: 1.375em; fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; flex: none }
.btn { display: inline-flex; align-items: center; justify-content: center; gap: 8px; text-align: center; min-block-size: 44px; padding: 8px 18px;
  border-radius: 999px; font-weight: 600; font-size: .9375em; line-height: 1.25; border: 1px solid transparent;
  background: var(--_accent); color: var(--_on-accent); transition: background .2s }
.btn:hover { background: color-mix(in oklab, var(--_accent) 88%, var(--_text)) }
.btn.soft { background: none; color: var(--_text); border-color: color-mix(in oklab, var(--_line) 80%, var(--_text)) }
.btn.soft:hover { background: var(--_surface-2) }
[hidden] { display: none !important }
@keyframes breathe { to { opacity: .55 } }
@media (prefers-reduced-motion: reduce) { * { transition: none !important; animation: none !important } }
`;

export const BASE = TOKENS + COMMON;
