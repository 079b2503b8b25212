import { css } from 'lit';

/** What the panel's pages have in common. */
export const PART_STYLES = css`
  :host { display: block; }
  .empty { display: flex; flex-direction: column; align-items: center; gap: 8px; text-align: center; padding: 32px 16px; }
  .empty .disc { margin-block-end: 4px; }
  .empty .btn { margin-block-start: 12px; }
  .pair { display: grid; grid-template-columns: 1fr 1.6fr; gap: 8px; }
  form { display: flex; flex-direction: column; gap: 20px; }
  details { border-block-start: 1px solid var(--_line); }
  summary { display: flex; align-items: center; justify-content: space-between; min-block-size: 48px; cursor: pointer; font-weight: 600; font-size: 0.9375em; list-style: none; border-radius: 6px; }
  summary::-webkit-details-marker { display: none; }
  summary svg { transition: rotate 0.2s; rotate: 90deg; inline-size: 1.125em; block-size: 1.125em; color: var(--_muted); }
  details[open] > summary svg { rotate: -90deg; }
`;
