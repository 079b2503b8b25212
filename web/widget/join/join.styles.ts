export const STYLES = /* css */ `
  :host { display: block; }
  :host(:not([framed])), .inline { min-block-size: 380px; }
  form { display: flex; flex-direction: column; gap: 16px; }
  .inline { padding: 24px; display: flex; flex-direction: column; justify-content: center; }
  .head { display: flex; flex-direction: column; gap: 6px; }
  .center { text-align: center; }
`;
