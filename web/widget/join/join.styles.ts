export const STYLES = /* css */ `
  :host, .card { display: block; min-block-size: 380px; }
  .card { padding: 24px; display: flex; flex-direction: column; justify-content: center; }
  .card > * { inline-size: 100%; max-inline-size: 440px; margin-inline: auto; }
  .call { text-align: center; background: var(--_accent-soft); border-color: transparent; }
  .call svg { inline-size: 64px; block-size: 64px; margin: 0 auto 8px; color: var(--_accent-ink); stroke-width: 1; }
  form { display: flex; flex-direction: column; gap: 8px; }
  .btn { margin-block: 12px 4px; }
  label { margin-block-start: 8px; }
  .center { text-align: center; }
`;
