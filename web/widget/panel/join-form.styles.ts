import { css } from 'lit';

export const STYLES = css`
  :host { display: block; }
  form { display: flex; flex-direction: column; gap: 16px; }
  .head { display: flex; flex-direction: column; gap: 6px; }
  .pair { display: grid; grid-template-columns: 1fr 1.6fr; gap: 8px; }
  details { border-block: 1px solid var(--_line); padding-block: 2px; }
  summary { display: flex; align-items: center; justify-content: space-between; gap: 8px; min-block-size: 48px; cursor: pointer; font-weight: 600; font-size: 0.9375em; list-style: none; border-radius: 6px; }
  summary::-webkit-details-marker { display: none; }
  summary svg { transition: rotate 0.2s; rotate: 90deg; inline-size: 1.125em; block-size: 1.125em; color: var(--_muted); }
  details[open] summary svg { rotate: -90deg; }
  details .stack { padding-block: 4px 16px; }
  .code { font-size: 1.75em !important; font-weight: 600; letter-spacing: 0.4em; text-align: center !important; direction: ltr; padding-inline: 0.4em 0 !important;
    font-variant-numeric: tabular-nums; min-block-size: 64px !important; }
  .center { text-align: center; }
  .center .link { margin-inline: 8px; }   /* or two links read as one */
  .after { display: flex; flex-wrap: wrap; justify-content: center; column-gap: 20px; font-variant-numeric: tabular-nums; }
`;
