export const STYLES = /* css */ `
  :host, .card { display: block; min-block-size: 380px; }
  .card { padding: 24px; display: flex; flex-direction: column; justify-content: center; }
  form { display: flex; flex-direction: column; gap: 8px; }
  .btn { margin-block: 12px 4px; }
  label { margin-block-start: 8px; }
  .center { text-align: center; }
`;
