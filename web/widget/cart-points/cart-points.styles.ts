export const STYLES = /* css */ `
  :host { display: block; --_room: 104px; }
  @media (min-width: 640px) { :host { --_room: 84px; } }
  .card { min-block-size: var(--_room); display: flex; flex-direction: column; justify-content: center; gap: 6px; background: var(--_accent-soft); border-color: transparent; }
  .line { display: flex; align-items: center; gap: 12px; }
  .line > svg { color: var(--_accent-ink); }
  regulars-why { padding-inline-start: 34px; }
`;
