import { css } from 'lit';

export const STYLES = css`
  :host { display: block; inline-size: 100%; min-block-size: 236px; }
  :host([layout='list']) { min-block-size: 0; }
  .shelf { display: flex; gap: 12px; overflow-x: auto; scroll-snap-type: x proximity; padding: 4px; margin: -4px; scrollbar-width: thin; contain: inline-size; }
  .shelf > * { flex: none; inline-size: 224px; scroll-snap-align: start; }
  .grid { display: grid; gap: 12px; }
  .reward { display: flex; flex-direction: column; gap: 10px; block-size: 228px; padding: 16px; position: relative; }
  .grid .reward { block-size: auto; display: grid; grid-template-columns: 56px 1fr; gap: 4px 14px; align-items: start; }
  .grid .emblem { grid-row: span 3; }
  .emblem { display: grid; place-items: center; flex: none; inline-size: 56px; block-size: 56px; border-radius: min(var(--_radius), 14px);
    background: var(--_accent-soft); color: var(--_accent-ink); }
  .emblem svg { inline-size: 26px; block-size: 26px; }
  .locked .emblem { background: var(--_surface-2); color: var(--_muted); }
  .words { display: flex; flex-direction: column; gap: 2px; min-inline-size: 0; }
  .words h3 { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
  .grid .words h3 { display: block; }
  .foot { margin-block-start: auto; display: flex; flex-direction: column; gap: 8px; }
  .grid .foot { grid-column: 2; margin-block-start: 8px; }
  .spread { align-items: center; }
  .state { display: flex; align-items: center; gap: 6px; }
  .state svg { inline-size: 1.125em; block-size: 1.125em; }
`;
