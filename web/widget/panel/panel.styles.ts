import { css } from 'lit';

export const STYLES = css`
  :host { display: block; min-block-size: 480px; container-type: inline-size; }
  .root { block-size: 100% !important; }
  .panel { display: flex; flex-direction: column; block-size: 100%; background: var(--_surface); }
  :host(:not([framed])) .panel { border: 1px solid var(--_line); border-radius: var(--_radius); overflow: hidden; }
  .scroll { flex: 1; min-block-size: 0; overflow-y: auto; overscroll-behavior: contain; scrollbar-width: thin; }
  .page { padding: 16px 20px 28px; display: flex; flex-direction: column; gap: 20px; }
  :host([framed]) .page > .title { padding-inline-end: 44px; }
  .page.entry { gap: 8px; padding-block-start: 12px; }
  .title { display: flex; align-items: center; gap: 4px; min-block-size: 44px; }
  .title .backward { display: grid; place-items: center; inline-size: 44px; block-size: 44px; margin-inline-start: -12px; border-radius: 50%; }
  .title .backward:hover { background: var(--_surface-2); }

  .tabs { display: flex; border-block-start: 1px solid var(--_line); padding: 4px 8px calc(4px + env(safe-area-inset-bottom, 0px)); background: var(--_surface); }
  .tabs button { flex: 1; min-inline-size: 0; display: flex; flex-direction: column; align-items: center; gap: 2px; padding: 8px 2px 6px; border-radius: 12px;
    color: var(--_muted); font-size: min(0.75em, 3.4cqi); line-height: 1.3; font-weight: 500; text-align: center; }   /* whatever size her browser writes in, the five stand apart */
  .tabs button svg { inline-size: 22px; block-size: 22px; }
  .tabs button:hover { color: var(--_text); }
  .tabs [aria-current='page'] { color: var(--_accent-ink); font-weight: 600; }
  .tabs [aria-current='page'] svg { stroke-width: 2; }

  /* In the dark a whole page of the accent would glare: there it only colours the ground. */
  .hero { --_hero: light-dark(var(--_accent), color-mix(in oklab, var(--_accent) 24%, var(--_surface))); --_on-hero: light-dark(var(--_on-accent), var(--_text));
    position: relative; overflow: hidden; padding: 24px 20px 72px; background: var(--_hero); color: var(--_on-hero); }
  .hero.guest { padding-block-end: 36px; }
  .hero > * { position: relative; }
  .hero .mark { position: absolute; inset-block-end: -34px; inset-inline-end: -26px; opacity: 0.13; }
  .hero .mark svg { inline-size: 190px; block-size: 190px; stroke-width: 0.7; }
  .hero .over { font-size: 0.875em; font-weight: 600; padding-inline-end: 52px; min-block-size: 24px; }
  .hero .badge { background: color-mix(in srgb, var(--_on-hero) 16%, transparent); color: inherit; }
  .hero h2 { margin-block-start: 22px; font-size: 1em; font-weight: 500; font-family: inherit; letter-spacing: 0; }
  .hero .balance { font-weight: 600; font-size: 2.625em; line-height: 1.15; font-family: var(--regulars-font-display, inherit); letter-spacing: -0.02em; font-variant-numeric: tabular-nums; }
  .hero .balance.words { font-size: 1.875em; text-wrap: balance; margin-block-start: 18px; }
  .hero p { font-size: 0.9375em; line-height: 1.45; }
  .hero .lead { margin-block: 6px 18px; }
  .hero .btn { background: var(--_on-hero); color: var(--_hero); }
  .hero .btn:hover { background: color-mix(in oklab, var(--_on-hero) 90%, var(--_hero)); }
  .hero .link { color: inherit; font-weight: 500; }
  .hero :focus-visible { outline-color: var(--_on-hero); }
  .lift { margin-block-start: -52px; position: relative; border-radius: var(--_radius); }
  .lift regulars-tier-progress { box-shadow: 0 10px 24px -14px rgb(42 31 25 / 0.28); border-radius: var(--_radius); }
  .section { display: flex; flex-direction: column; gap: 12px; }

  .list { border: 1px solid var(--_line); border-radius: var(--_radius); overflow: hidden; }
  .list > li { display: flex; gap: 14px; align-items: center; padding: 12px 16px; min-block-size: 64px; }
  .list > li + li { border-block-start: 1px solid var(--_line); }
  .list .disc { inline-size: 40px; block-size: 40px; }
  .list .disc svg { inline-size: 20px; block-size: 20px; }
  .list .words { flex: 1; min-inline-size: 0; }
  .jump { display: flex; align-items: center; gap: 14px; inline-size: 100%; padding: 14px 16px; border: 1px solid var(--_line); border-radius: var(--_radius); }
  .jump:hover { background: var(--_surface-2); }
  .jump .words { flex: 1; min-inline-size: 0; }
  .jump > svg:last-child { color: var(--_muted); }
  [dir='rtl'] .jump > svg:last-child, [dir='rtl'] .backward svg { transform: scaleX(-1); }
  .center { text-align: center; }

  @container (min-width: 640px) {
    .page { padding-inline: 32px; }
    .hero { padding-inline: 32px; }
  }
  @media (prefers-reduced-motion: no-preference) {
    .page, .hero > * { animation: settle 0.32s var(--_ease) backwards; }
    @keyframes settle { from { opacity: 0; transform: translateY(6px); } }
  }
  @media (forced-colors: active) { .hero { border-block-end: 1px solid CanvasText; } .list, .jump { border-color: CanvasText; } .tabs [aria-current='page'] { color: Highlight; } }
`;
