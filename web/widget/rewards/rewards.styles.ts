// A card on the shelf has one height whatever its name: see reserve.css, and LONG in rewards.ts.
export const STYLES = /* css */ `
  :host { display: block; inline-size: 100%; min-block-size: 236px; }
  :host([layout='list']) { min-block-size: 0; }
  /* The shelf's negative margins would move the element, and what stands below it, when it comes. */
  .root { display: flow-root !important; }
  .shelf { display: flex; gap: 12px; overflow-x: auto; scroll-snap-type: x proximity; padding: 4px; margin: -4px; scrollbar-width: thin; contain: inline-size;
    scroll-padding-inline: 56px; mask-image: linear-gradient(var(--_to, to right), transparent, #000 var(--_l, 0px), #000 calc(100% - var(--_r, 0px)), transparent); }
  .case { position: relative; }
  .before { --_l: 40px; }
  .after { --_r: 40px; }
  [dir='rtl'] { --_to: to left; --_flip: -1; }
  .case > button { display: none; position: absolute; inset-block-start: 16px; inset-inline-end: 4px; place-items: center; inline-size: 44px; block-size: 44px;
    border-radius: 50%; background: var(--_surface); border: 1px solid var(--_line); box-shadow: var(--_shadow); }
  .case > .back { inset-inline: 4px auto; }
  .on svg { scale: var(--_flip, 1) 1; }
  .back svg { scale: calc(-1 * var(--_flip, 1)) 1; }
  @media (hover: hover) { .before > .back, .after > .on { display: grid; } }
  @media (prefers-reduced-motion: no-preference) { .shelf { scroll-behavior: smooth; } }
  /* What is beyond the edges is styled and laid out when it comes near. */
  .shelf > * { flex: none; inline-size: 224px; scroll-snap-align: start; content-visibility: auto; }
  .shelf > .long { inline-size: min(320px, 82vw); }
  .reward { display: flex; flex-direction: column; gap: 10px; block-size: 228px; padding: 16px; position: relative; }
  .grid { display: grid; gap: 12px; }
  .grid .reward { block-size: auto; display: grid; grid-template-columns: 44px 1fr; gap: 4px 14px; align-items: start; }
  /* Only where the browser keeps in place what is seen while cards above find their height: WebKit does not, and a press would miss its button. */
  @supports (overflow-anchor: auto) { .grid .reward { content-visibility: auto; contain-intrinsic-size: auto 124px; } }
  .grid .emblem { grid-row: span 2; }
  .emblem { display: grid; place-items: center; flex: none; inline-size: 44px; block-size: 44px; border-radius: min(var(--_radius), 14px);
    background: var(--_accent-soft); color: var(--_accent-ink); }
  .locked .emblem { background: var(--_surface-2); color: var(--_muted); }
  .words { flex: 1; display: flex; flex-direction: column; gap: 2px; min-inline-size: 0; min-block-size: 0; overflow: hidden; }
  .words h3 { flex: none; text-wrap: pretty; }
  .shelf .very h3 { font-size: 0.875em; }
  .shelf .very .emblem { display: none; }
  .shelf .words p { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
  .shelf .long .words p { display: none; }
  .foot { display: flex; flex-direction: column; gap: 8px; }
  .grid .foot { grid-column: 2; margin-block-start: 8px; }
  .spread { align-items: center; }
`;
