// What the panel's pages need beside the common controls: choices, ticks, discs, second buttons.
import { css } from 'lit';

export const MORE_CONTROLS = css`
  dl, dd, fieldset, legend { margin: 0; padding: 0; border: 0; font: inherit; min-inline-size: 0; }
  legend { font-size: 0.875em; font-weight: 600; margin-block-end: 6px; }
  .btn[aria-disabled='true'] { cursor: default; opacity: 0.7; }
  .stack { display: flex; flex-direction: column; gap: 16px; }
  .field { display: flex; flex-direction: column; gap: 6px; }
  [aria-invalid='true'] { border-color: var(--_bad) !important; }
  .wrong { color: var(--_bad); font-size: 0.875em; line-height: 1.4; }
  .good { color: var(--_good); }
  .disc { display: grid; place-items: center; flex: none; inline-size: 44px; block-size: 44px; border-radius: 50%;
    background: var(--_accent-soft); color: var(--_accent-ink); }
  .tick { display: flex; align-items: flex-start; gap: 12px; font-weight: 400; cursor: pointer; padding-block: 4px; line-height: 1.45; }
  .tick input { flex: none; inline-size: 22px; block-size: 22px; margin: 0; accent-color: var(--_accent); cursor: pointer; }
  .notice.bad { color: var(--_bad); background: color-mix(in oklab, var(--_bad) 10%, var(--_surface)); }
  .notice.good { color: var(--_good); background: color-mix(in oklab, var(--_good) 12%, var(--_surface)); }
  .sr { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  select { all: unset; box-sizing: border-box; inline-size: 100%; min-block-size: 48px; padding: 10px 14px;
    font: inherit; line-height: 1.4; color: var(--_text); background: var(--_surface); text-align: start;
    border: 1px solid color-mix(in oklab, var(--_muted) 75%, var(--_surface)); border-radius: min(var(--_radius), 12px); }
  select { cursor: pointer; padding-inline-end: 34px; background-repeat: no-repeat; background-size: 6px 6px, 6px 6px;
    background-image: linear-gradient(45deg, transparent 50%, currentColor 50%), linear-gradient(-45deg, transparent 50%, currentColor 50%);
    background-position: right 19px center, right 13px center; }
  [dir='rtl'] select { background-position: left 13px center, left 19px center; }
  select option { color: var(--_text); background: var(--_surface); }
  input::placeholder { color: var(--_muted); opacity: 0.8; }
  @media (forced-colors: active) { .disc { border: 1px solid CanvasText; } }
`;
