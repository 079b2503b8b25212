// Bottles and brewing ware: cold brew, phin filter, glasses, mug, hand grinder.
import { cream, ink, mark, roundShade, scene, word } from './draw.mjs';

/** A cold-brew bottle; `extra` draws what stands beside it (a glass, an orange). */
export function bottle({ scene: place, liquid, deep, label, accent, title, note, extra = '' }) {
  const shape = 'M176 84h48v46q0 16 16 34 18 20 18 46v160q0 22-22 22h-72q-22 0-22-22V210q0-26 18-46 16-18 16-34z';
  const defs = roundShade('r', { light: 0.34, dark: 0.4 })
    + `<linearGradient id="l" x1="0" y1="0" x2="0" y2="1"><stop stop-color="${liquid}"/><stop offset="1" stop-color="${deep}"/></linearGradient><clipPath id="s"><path d="${shape}"/></clipPath>`;
  return scene({ ...place, defs, shadow: 112 },
    `<path fill="#f7efe2" opacity=".55" d="${shape}"/><g clip-path="url(#s)"><path fill="url(#l)" d="M130 132h140v270H130z"/>`
    + `<path fill="${label}" d="M130 226h140v120H130z"/><path fill="${accent}" d="M130 226h140v7H130zM130 339h140v7H130z"/></g>`
    + mark(200, 266, 19, { sun: accent, hill: deep, rays: accent })
    + word(title, { x: 200, y: 302, size: 24, max: 98, fill: ink }) + word(note, { x: 200, y: 318, face: 'sans', size: 7, track: 8, max: 98, fill: ink })
    + word('500 ML', { x: 200, y: 331, face: 'sans', size: 6.6, track: 14, fill: ink })
    + `<path fill="url(#r)" d="${shape}"/><path d="M158 202q2-20 17-36" stroke="#fff" stroke-opacity=".6" stroke-width="5" stroke-linecap="round"/><path d="M154 222v118" stroke="#fff" stroke-opacity=".28" stroke-width="5" stroke-linecap="round"/>`
    + `<rect x="170" y="58" width="60" height="32" rx="6" fill="${accent}"/><path d="M178 62v24M186 62v24M194 62v24M202 62v24M210 62v24M218 62v24" stroke="#000" stroke-opacity=".16" stroke-width="2"/><rect x="170" y="58" width="18" height="32" rx="6" fill="#fff" opacity=".2"/>`
    + extra);
}

/** An iced glass that stands beside a bottle. */
export const icedGlass = `<path fill="#3a2016" d="M276 316h70l-6 70q-1 9-10 9h-38q-9 0-10-9z"/><path fill="#7a4a2c" d="M276 316h70l-2 22q-36 16-66 0z"/>`
  + `<g fill="#fff" opacity=".5"><rect x="286" y="306" width="22" height="22" rx="4" transform="rotate(12 297 317)"/><rect x="312" y="312" width="22" height="22" rx="4" transform="rotate(-16 323 323)"/></g>`
  + `<path d="M272 292h78l-9 95q-1 8-10 8h-40q-9 0-10-8z" fill="#fff" opacity=".22"/><path d="M281 300l7 84" stroke="#fff" stroke-opacity=".6" stroke-width="4" stroke-linecap="round"/><path d="M320 322l18-64" stroke="#b5472b" stroke-width="5" stroke-linecap="round"/>`;

/** Half an orange and a slice. */
export const oranges = `<circle cx="304" cy="362" r="35" fill="#e88a1f"/><circle cx="293" cy="350" r="10" fill="#fff" opacity=".22"/><path d="M304 328q6-14 20-14-2 14-20 14z" fill="#3f7a4e"/>`
  + `<g transform="translate(118 372) rotate(-12)"><circle r="25" fill="#e88a1f"/><circle r="21" fill="#fff1d2"/><circle r="19" fill="#f6ab3c"/><path d="M0-19V19M-19 0H19M-13-13L13 13M13-13L-13 13" stroke="#fff1d2" stroke-width="2.6"/></g>`;

const steel = '<linearGradient id="m" x1="0" y1="0" x2="1" y2="0"><stop stop-color="#8d8a86"/><stop offset=".2" stop-color="#f4f1ec"/><stop offset=".42" stop-color="#bdb8b1"/><stop offset=".7" stop-color="#d8d4cd"/><stop offset="1" stop-color="#7f7b76"/></linearGradient>';

/** The phin on its glass: drops of coffee over condensed milk. */
export function phin({ scene: place }) {
  return scene({ ...place, defs: steel + roundShade('r', { light: 0.2, dark: 0.22 }), shadow: 112 },
    // glass: coffee floating on milk
    `<path fill="#fff" opacity=".4" d="M134 236h132l-9 144q-1 14-15 14h-84q-14 0-15-14z"/>`
    + `<path fill="#fff0d3" d="M144 330h112l-4 48q-1 10-12 10h-80q-11 0-12-10z"/><path fill="#3a1f14" d="M140 288h120l-4 50q-54 14-112 0z"/><path fill="#9c6a45" opacity=".85" d="M144 334q54 12 112 0l-1 10q-54 14-110 0z"/><ellipse cx="200" cy="288" rx="60" ry="7" fill="#5d3524"/>`
    + `<path d="M150 250l8 124" stroke="#fff" stroke-opacity=".75" stroke-width="6" stroke-linecap="round"/><path d="M246 262l-5 76" stroke="#fff" stroke-opacity=".3" stroke-width="4" stroke-linecap="round"/>`
    + `<path d="M200 248v8M200 266v7" stroke="#3a1f14" stroke-width="5" stroke-linecap="round"/>`
    + `<path d="M134 236h132l-9 144q-1 14-15 14h-84q-14 0-15-14z" stroke="#fff" stroke-opacity=".7" stroke-width="2.5"/>`
    // phin: plate, chamber with its ears, lid and knob
    + `<path fill="url(#m)" d="M116 224q0-9 84-9t84 9v6q0 9-84 9t-84-9z"/><ellipse cx="200" cy="224" rx="84" ry="9" fill="#e9e5de"/>`
    + `<path fill="url(#m)" d="M150 132h100l-5 88q-45 12-90 0z"/><path d="M153 190h94M151 160h98" stroke="#6f6b66" stroke-opacity=".3" stroke-width="1.5"/>`
    + mark(200, 190, 20, { sun: '#8d8a86', hill: '#8d8a86' })
    + `<path d="M249 152q30-4 30 18t-33 24" stroke="#a7a29b" stroke-width="8" stroke-linecap="round"/><path d="M249 150q28-4 28 18" stroke="#f4f1ec" stroke-width="2" stroke-linecap="round"/>`
    + `<path fill="url(#m)" d="M142 130q0-6 58-6t58 6v7q0 6-58 6t-58-6z"/><path fill="#d8d4cd" d="M146 128q4-20 54-20t54 20q-24 8-54 8t-54-8z"/><path fill="#fff" opacity=".6" d="M158 122q8-10 34-11-24 6-28 14z"/><rect x="190" y="92" width="20" height="18" rx="7" fill="${ink}"/><rect x="193" y="95" width="5" height="10" rx="2.5" fill="#fff" opacity=".3"/>`
    + `<path d="M176 74q-8-12 0-22t0-22M206 70q-8-12 0-22t0-22" stroke="#fff" stroke-opacity=".65" stroke-width="5" stroke-linecap="round"/>`);
}

/** A pair of double-walled glasses. */
export function glasses({ scene: place }) {
  const glass = (x, s, drink) => `<g transform="translate(${x} 394) scale(${s})"><path fill="#fff" opacity=".45" d="M-58-172q-8 70-8 110 0 62 66 62T66-62q0-40-8-110z"/>`
    + `${drink}<path d="M-58-172q-8 70-8 110 0 62 66 62T66-62q0-40-8-110z" stroke="#fff" stroke-opacity=".85" stroke-width="3"/><ellipse cy="-172" rx="58" ry="10" fill="#fff" opacity=".35"/><ellipse cy="-172" rx="58" ry="10" stroke="#fff" stroke-width="3"/><path d="M-52-140q-6 60-2 86" stroke="#fff" stroke-opacity=".9" stroke-width="6" stroke-linecap="round"/></g>`;
  const black = '<path fill="#2c160e" d="M-48-136q-4 40-4 72 0 46 52 46t52-46q0-32-4-72z"/><ellipse cy="-136" rx="48" ry="8" fill="#7a4a2c"/>';
  const milk = '<path fill="#c79363" d="M-48-140q-4 42-4 76 0 46 52 46t52-46q0-34-4-76z"/><path fill="#fff0d3" d="M-51-84q50 18 102 0 1 12 1 20 0 46-52 46t-52-46q0-8 1-20z"/><path fill="#8a5634" d="M-48-140q-2 18-3 36 50 16 102 0-1-18-3-36z"/><ellipse cy="-140" rx="48" ry="8" fill="#a9754b"/>';
  return scene({ ...place, shadow: 150 }, glass(262, 0.98, black) + glass(146, 1.14, milk));
}

/** A thrown mug from Bát Tràng with brushed cobalt bamboo. */
export function mug({ scene: place, glaze, brush }) {
  const leaf = (x, y, deg, len) => `<path transform="translate(${x} ${y}) rotate(${deg})" fill="${brush}" d="M0 0q${len * 0.4} ${-len * 0.17} ${len} 0q${-len * 0.6} ${len * 0.17} ${-len} 0z"/>`;
  return scene({ ...place, defs: roundShade('r', { light: 0.35, dark: 0.3 }), shadow: 128 },
    `<path d="M262 236q66-16 66 44t-74 58" stroke="${glaze}" stroke-width="21" stroke-linecap="round"/><path d="M266 232q56-10 58 40" stroke="#fff" stroke-opacity=".6" stroke-width="4" stroke-linecap="round"/><path d="M330 296q-10 36-62 48" stroke="#000" stroke-opacity=".1" stroke-width="8" stroke-linecap="round"/>`
    + `<path fill="${glaze}" d="M98 196q-4 92 8 150 10 48 82 48t82-48q12-58 8-150z"/>`
    + `<path d="M142 384q-4-70 14-150M142 322l-10-4M148 282l-9-5" stroke="${brush}" stroke-width="5" stroke-linecap="round"/>`
    + leaf(148, 276, -62, 44) + leaf(150, 264, -24, 52) + leaf(146, 300, 14, 46) + leaf(155, 240, -88, 36) + leaf(154, 240, -42, 48) + leaf(143, 326, -24, 42) + leaf(142, 340, 26, 36)
    + `<circle cx="222" cy="272" r="22" stroke="${brush}" stroke-width="3"/><path d="M201 280q21-14 43-3" stroke="${brush}" stroke-width="3" stroke-linecap="round"/>`
    + `<path d="M104 352q84 30 168 0" stroke="${brush}" stroke-width="3"/><path d="M106 360q82 28 163 1" stroke="${brush}" stroke-opacity=".6" stroke-width="1.5"/>`
    + `<path fill="url(#r)" d="M98 196q-4 92 8 150 10 48 82 48t82-48q12-58 8-150z"/>`
    + `<ellipse cx="188" cy="196" rx="90" ry="20" fill="#faf6ee"/><ellipse cx="188" cy="199" rx="79" ry="15" fill="#3a1f14"/><path fill="#8a5634" d="M112 200q30-14 76-14t72 10q-30 6-74 6t-74-2z"/><ellipse cx="188" cy="196" rx="90" ry="20" stroke="${brush}" stroke-width="2.5"/>`
    + `<path d="M164 162q-9-14 0-26t0-26M200 156q-9-14 0-26t0-26" stroke="#fff" stroke-opacity=".7" stroke-width="6" stroke-linecap="round"/>`);
}

/** A hand grinder with a beech knob, and a few beans. */
export function grinder({ scene: place, body, wood }) {
  const bean = (x, y, deg) => `<g transform="translate(${x} ${y}) rotate(${deg})"><ellipse rx="13" ry="9" fill="#5d3524"/><path d="M-11 0q6-5 11 0t11 0" stroke="#2c160e" stroke-width="2.4"/></g>`;
  return scene({ ...place, defs: steel + roundShade('r', { light: 0.3, dark: 0.34 }), shadow: 112 },
    `<path d="M200 122L306 100" stroke="#8d8a86" stroke-width="9" stroke-linecap="round"/><path d="M202 118L304 97" stroke="#f4f1ec" stroke-width="2.4" stroke-linecap="round"/>`
    + `<path fill="${wood}" d="M288 66q16-16 34 0 6 22-4 44-14 10-28 0-8-22-2-44z"/><path fill="#fff" opacity=".3" d="M294 68q6-6 12-6-8 20-6 44-5 1-9-3-6-18 3-35z"/>`
    + `<rect x="190" y="112" width="20" height="34" rx="5" fill="url(#m)"/><path fill="url(#m)" d="M146 150q0-12 54-12t54 12v14H146z"/>`
    + `<path fill="${body}" d="M142 162q0-6 58-6t58 6v122H142z"/><path fill="${wood}" d="M140 284h120v26H140z"/><path fill="${body}" d="M146 310h108v70q0 14-54 14t-54-14z"/>`
    + mark(200, 224, 28, { sun: '#f5b27a', hill: cream, rays: '#f5b27a' }) + word('Bình Minh', { x: 200, y: 262, size: 18, max: 92, fill: cream })
    + `<path d="M140 284h120M140 310h120" stroke="#000" stroke-opacity=".25" stroke-width="2"/><path d="M150 342h100M150 350h100M150 358h100" stroke="#fff" stroke-opacity=".14" stroke-width="2"/>`
    + `<path fill="url(#r)" d="M142 162q0-6 58-6t58 6v122h2v26h-6v70q0 14-54 14t-54-14v-70h-6v-26h2z"/>`
    + bean(296, 386, 24) + bean(324, 396, -30) + bean(100, 392, -18));
}
