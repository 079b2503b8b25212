export const STYLES = /* css */ `
  /* It stands among the shop's own words, on the shop's own ground: their colour is the one that can be read there. */
  .root { color: inherit !important; --_accent-ink: currentColor !important; --_muted: currentColor !important; --_focus: currentColor !important; }
  :host { display: block; min-block-size: 44px; }
  .line { display: flex; align-items: center; gap: 10px; min-block-size: 44px; font-size: 0.9375em; line-height: calc(4 / 3); }
  .line > svg { color: var(--_accent-ink); }
  .line > span { min-inline-size: 0; }
  regulars-why { padding-inline-start: 32px; }
`;
