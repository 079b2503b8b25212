export const STYLES = /* css */ `
  :host { display: block; --_room: 192px; }
  .card { min-block-size: var(--_room); display: flex; flex-direction: column; justify-content: center; gap: 12px; }
  :host([plain]) { --_room: 0px; }
  @media (min-width: 640px) { :host { --_room: 148px; } }
  .track { display: flex; list-style: none; margin: 0; padding: 0; }
  .step { flex: 1; min-inline-size: 0; position: relative; block-size: 46px; }
  .step:first-child { flex: none; inline-size: 22px; }
  .step .bar { position: absolute; inset-block-start: 8px; inset-inline: -2px 18px; block-size: 6px; border-radius: 0; }
  .step .dot { position: absolute; inset-block-start: 0; inset-inline-end: 0; inline-size: 22px; block-size: 22px; border-radius: 50%;
    display: grid; place-items: center; background: var(--_surface); border: 2px solid color-mix(in oklab, var(--_accent) 34%, var(--_surface)); color: var(--_accent-ink); }
  .step .dot svg { inline-size: 14px; block-size: 14px; stroke-width: 2.2; }
  .step.reached .dot { background: var(--_accent); border-color: var(--_accent); color: var(--_on-accent); }
  .step .name { position: absolute; inset-block-start: 27px; inset-inline-end: 11px; inline-size: 0; display: flex; flex-direction: column; align-items: center; white-space: nowrap; }
  .step:first-child .name { inset-inline: 0 auto; align-items: flex-start; }
  .step:last-child .name { inset-inline-end: 0; align-items: flex-end; }
  .name b { font-weight: inherit; }
  .asks .step { block-size: 64px; }
  .asks b { color: var(--_text); font-weight: 600; }
  .ladder { container-type: inline-size; }
  .many { --_w: calc((100cqi - 22px) / var(--_n) - 8px); }
  .many .step { block-size: auto; padding-block-end: 27px; }
  .many .name { position: relative; inset-inline: calc(var(--_w) / 2 - 3px) auto; inline-size: var(--_w); white-space: normal; text-align: center; }
  .many .step:first-child .name { inline-size: calc(var(--_w) / 2 + 11px); text-align: start; }
  .many .step:last-child .name { inline-size: calc(var(--_w) / 2 + 11px); text-align: end; }
  @container (max-width: 479px) { .many .far, .many .name span { display: none; } }
  .start { flex-wrap: wrap; align-items: center; margin-block: -4px; }
  .start h3 { flex: 1 1 200px; }
  .badge { white-space: nowrap; }
  .step.here .name { color: var(--_text); font-weight: 600; }
  @media (forced-colors: active) { .step .dot { border-color: CanvasText; } .step.reached .dot { background: Highlight; color: HighlightText; } }
`;
