// Packed goods: coffee bags, the drip-bag box, the tea tin, the milk can, the gift box and card.
import { cream, ink, mark, motifs, roundShade, scene, word } from './draw.mjs';

/** A flat-bottom coffee bag with a folded, crimped top and a label that carries a landscape. */
export function bag({ scene: place, body, light, dark, label = cream, text = ink, accent, name, origin, note, weight, motif, tones }) {
  const defs = `<linearGradient id="b" x1="0" y1="0" x2="1" y2="0"><stop stop-color="${dark}"/><stop offset=".1" stop-color="${body}"/>`
    + `<stop offset=".2" stop-color="${light}"/><stop offset=".36" stop-color="${body}"/><stop offset=".84" stop-color="${body}"/><stop offset="1" stop-color="${dark}"/></linearGradient>`
    + `<linearGradient id="f" x1="0" y1="0" x2="0" y2="1"><stop stop-color="${light}"/><stop offset="1" stop-color="${body}"/></linearGradient>`;
  const silhouette = 'M112 106q-3 30-7 58-6 60-6 128 0 52 3 92 1 10 11 10h174q10 0 11-10 3-40 3-92 0-68-6-128-4-28-7-58z';
  return scene({ ...place, defs, shadow: 128 },
    `<path fill="url(#b)" d="${silhouette}"/>`
    // side gussets: a darker fold on either edge
    + `<path fill="${dark}" opacity=".5" d="M112 106q-3 30-7 58-6 60-6 128 0 52 3 92 1 9 10 10 6-44 5-102-1-100-1-186zM288 106q3 30 7 58 6 60 6 128 0 52-3 92-1 9-10 10-6-44-5-102 1-100 1-186z"/>`
    // folded top with its crimp lines and the tin tie
    + `<path fill="url(#f)" d="M110 66q-4 0-4 5v36q0 4 4 4h180q4 0 4-4V71q0-5-4-5z"/>`
    + `<path d="M108 77h184M108 84h184M108 91h184" stroke="${dark}" stroke-opacity=".42" stroke-width="1.6"/>`
    + `<path fill="${accent}" d="M102 99h196q5 0 5 5v5q0 5-5 5H102q-5 0-5-5v-5q0-5 5-5z"/><path fill="#fff" opacity=".25" d="M102 99h196q4 0 5 4H97q1-4 5-4z"/>`
    // creases and the valve
    + `<path d="M134 124q9 18 5 40M266 124q-9 18-5 40M126 352q10 14 8 34M274 352q-10 14-8 34" stroke="${dark}" stroke-opacity=".5" stroke-width="2.4" stroke-linecap="round"/>`
    + `<circle cx="200" cy="139" r="7.5" fill="${dark}" opacity=".55"/><circle cx="200" cy="139" r="4.5" fill="${light}" opacity=".7"/>`
    // label
    + `<rect x="128" y="164" width="144" height="192" rx="5" fill="${dark}" opacity=".28"/>`
    + `<rect x="126" y="161" width="148" height="192" rx="5" fill="${label}"/>`
    + word('CÀ PHÊ BÌNH MINH', { x: 200, y: 180, face: 'sans', size: 8.4, track: 14, fill: accent })
    + `<path d="M138 187h124" stroke="${accent}" stroke-width="1"/>`
    + motifs[motif](138, 194, 124, 78, tones)
    + word(name, { x: 200, y: 301, size: 31, max: 126, fill: text })
    + word(origin, { x: 200, y: 319, face: 'sans', size: 9.4, track: 16, fill: accent })
    + `<path d="M138 328h124" stroke="${text}" stroke-opacity=".25" stroke-width="1"/>`
    + word(note, { x: 138, y: 343, face: 'sans', size: 7.6, track: 8, fill: text, anchor: 'start' })
    + word(weight, { x: 262, y: 343, face: 'sans', size: 7.6, track: 8, fill: text, anchor: 'end' })
    + `<path fill="#fff" opacity=".13" d="M126 166q0-5 5-5h32l-20 192h-12q-5 0-5-5z"/>`);
}

/** A box of drip bags, standing, with one pouch that leans on it. */
export function dripBox({ scene: place, front, side, top, accent, tones }) {
  return scene({ ...place, shadow: 146, defs: '<linearGradient id="p" x1="0" y1="0" x2="1" y2="1"><stop stop-color="#fffaf1"/><stop offset="1" stop-color="#ead9bf"/></linearGradient>' },
    `<path fill="${side}" d="M282 164l44-22v222l-44 28z"/><path fill="${top}" d="M92 164l44-22h190l-44 22z"/>`
    + `<path fill="${front}" d="M92 164h190v228H98q-6 0-6-6z"/><path fill="#fff" opacity=".1" d="M92 164h38v228H98q-6 0-6-6z"/>`
    + `<path d="M146 164q4 20 41 20t41-20" fill="${side}"/>`
    + word('CÀ PHÊ BÌNH MINH', { x: 187, y: 208, face: 'sans', size: 9, track: 14, fill: accent })
    + motifs.river(108, 218, 158, 84, tones)
    + word('Phin giấy', { x: 108, y: 340, size: 32, max: 132, fill: cream, anchor: 'start' })
    + word('10 GÓI', { x: 109, y: 361, face: 'sans', size: 10, track: 16, fill: accent, anchor: 'start' })
    // the pouch
    + `<g transform="rotate(11 306 320)"><path fill="${ink}" opacity=".14" d="M268 262h84v136h-84z"/><path fill="url(#p)" d="M262 256h84v138q0 3-3 3h-78q-3 0-3-3z"/>`
    + `<path d="M262 266h84M262 387h84" stroke="${side}" stroke-opacity=".28" stroke-width="1.5" stroke-dasharray="3 2.5"/>`
    + mark(304, 316, 25, { sun: '#e9793a', hill: side, rays: '#f5b27a' })
    + word('Bình Minh', { x: 304, y: 352, size: 15, max: 70, fill: side }) + word('10 GÓI', { x: 304, y: 367, face: 'sans', size: 7, track: 14, fill: '#b5472b' }) + '</g>');
}

/** A tall round tin of lotus tea with a flower beside it. */
export function teaTin({ scene: place, body, dark, label, accent }) {
  const petal = (deg, len, wide, fill) => `<path transform="translate(292 372) rotate(${deg})" fill="${fill}" d="M0 0q${-wide} ${-len * 0.55} 0 ${-len}q${wide} ${len * 0.45} 0 ${len}z"/>`;
  const lotus = [[-78, 54, 24, '#e9a0b1'], [78, 54, 24, '#e9a0b1'], [-50, 66, 26, '#eeb3c0'], [50, 66, 26, '#eeb3c0'], [-24, 74, 27, '#f5cbd3'], [24, 74, 27, '#f5cbd3'], [0, 78, 26, '#fbe3e7']].map((p) => petal(...p)).join('');
  return scene({ ...place, shadow: 140, defs: roundShade('r', { light: 0.3, dark: 0.32 }) },
    `<path fill="${dark}" d="M108 120q0-18 72-18t72 18v250q0 24-72 24t-72-24z"/><path fill="${body}" d="M108 150v222q0 22 72 22t72-22V150z"/>`
    + `<path fill="${label}" d="M108 184q0 16 72 16t72-16v142q0 18-72 18t-72-18z"/>`
    + `<path d="M108 192q0 16 72 16t72-16M108 318q0 18 72 18t72-18" stroke="${accent}" stroke-width="1.6"/>`
    + mark(180, 246, 30, { sun: '#d9738e', hill: body, rays: '#e9a0b1' })
    + word('Trà sen', { x: 180, y: 290, size: 33, max: 122, fill: body }) + word('TÂY HỒ · HÀ NỘI', { x: 180, y: 309, face: 'sans', size: 8.4, track: 14, fill: accent })
    + word('100 G', { x: 180, y: 371, face: 'sans', size: 9, track: 18, fill: label })
    + `<path fill="url(#r)" d="M108 120q0-18 72-18t72 18v250q0 24-72 24t-72-24z"/>`
    + `<ellipse cx="180" cy="120" rx="72" ry="18" fill="${body}"/><ellipse cx="180" cy="117" rx="60" ry="13" fill="#fff" opacity=".12"/><path d="M108 150q0 20 72 20t72-20" stroke="${ink}" stroke-opacity=".35" stroke-width="2"/>`
    + `<ellipse cx="292" cy="384" rx="62" ry="14" fill="#3f6d57"/><ellipse cx="284" cy="381" rx="44" ry="9" fill="#5b8a70"/>${lotus}<circle cx="292" cy="350" r="9" fill="#f2c14e"/><path fill="#fbe3e7" d="M292 376q-26-8-30-36 22 6 30 36q8-30 30-36-4 28-30 36z"/>`);
}

/** A can of condensed milk, open beside its spoon of milk. */
export function milkCan({ scene: place, body, dark, label, accent }) {
  return scene({ ...place, shadow: 132, defs: roundShade('r', { light: 0.34, dark: 0.34 }) },
    `<path fill="#cfc8bd" d="M106 180q0-20 82-20t82 20v186q0 28-82 28t-82-28z"/>`
    + `<path fill="${label}" d="M106 196q0 20 82 20t82-20v156q0 24-82 24t-82-24z"/>`
    + `<path fill="${body}" d="M106 286q30-22 62-6 40 20 102-14v86q0 24-82 24t-82-24z"/><path fill="${dark}" d="M106 322q44-18 84 2 36 16 80-6v34q0 24-82 24t-82-24z"/>`
    + `<circle cx="188" cy="258" r="29" fill="#e9793a"/>`
    + word('Sữa đặc', { x: 188, y: 322, size: 37, max: 140, fill: '#fff' }) + word('CÀ PHÊ BÌNH MINH', { x: 188, y: 343, face: 'sans', size: 8, track: 12, fill: accent })
    + `<path fill="url(#r)" d="M106 180q0-20 82-20t82 20v186q0 28-82 28t-82-28z"/>`
    + `<ellipse cx="188" cy="180" rx="82" ry="20" fill="#e6e0d6"/><ellipse cx="188" cy="181" rx="72" ry="15.5" fill="#fff3d9"/><path fill="#fffaf0" d="M122 178q30-14 74-8t58 10q-20 12-62 12t-70-14z"/>`
    // spoon with a thread of milk
    + `<path d="M226 168L318 84" stroke="#b9b1a5" stroke-width="8" stroke-linecap="round"/><path d="M228 164L316 84" stroke="#f1ece3" stroke-width="2.5" stroke-linecap="round"/>`
    + word('380 G', { x: 188, y: 364, face: 'sans', size: 8, track: 18, fill: accent }));
}

/** The gift box: lid off, a bag, a bottle and a ribbon. */
export function giftBox({ scene: place, box, lid, ribbon }) {
  return scene({ ...place, shadow: 160, defs: roundShade('r') },
    `<path fill="#4a2c1d" d="M122 138q-5 50-5 120v30h84v-30q0-70-5-120z"/><path fill="#6b3e26" d="M118 112h82v30h-82z"/><path fill="#e9793a" d="M114 136h90v8h-90z"/><rect x="130" y="166" width="58" height="78" rx="3" fill="${cream}"/>`
    + mark(159, 198, 20, { sun: '#e9793a', hill: '#b5472b', rays: '#f5b27a' }) + word('Bình Minh', { x: 159, y: 226, size: 12, max: 50 })
    + `<path fill="#33201a" d="M228 92h34v30q0 10 10 22 8 10 8 24v120h-70V168q0-14 8-24 10-12 10-22z"/><path fill="url(#r)" d="M228 92h34v30q0 10 10 22 8 10 8 24v120h-70V168q0-14 8-24 10-12 10-22z"/><path fill="#c9a24b" d="M225 78h40v18h-40z"/><path fill="#f5b27a" d="M210 184h70v60h-70z"/>`
    + word('Cold Brew', { x: 245, y: 220, size: 14, max: 62 })
    + `<path fill="#5b8a70" d="M286 172q22-22 46-14-8 30-46 14zM292 196q28-6 44 14-26 16-44-14z"/><circle cx="300" cy="214" r="9" fill="#c23b2e"/><circle cx="284" cy="204" r="9" fill="#d9573b"/>`
    // crinkle paper, box and ribbon
    + `<path fill="#ecd3a8" d="M86 262l16-16 14 14 20-20 18 20 22-18 20 18 22-20 20 20 22-16 18 16 16-12 20 18v22H86z"/>`
    + `<path fill="${box}" d="M74 268h252v118q0 8-8 8H82q-8 0-8-8z"/><path fill="#fff" opacity=".1" d="M74 268h46v126H82q-8 0-8-8z"/><path fill="#000" opacity=".1" d="M74 268h252v10H74z"/>`
    + `<path fill="${ribbon}" d="M184 268h32v126h-32z"/><path fill="#000" opacity=".12" d="M208 268h8v126h-8z"/>`
    + `<path fill="${ribbon}" d="M200 300q-54-34-66-2-6 22 66 10zm0 0q54-34 66-2 6 22-66 10z"/><path fill="#000" opacity=".16" d="M200 300q-36-16-48-4 4 14 48 8zm0 0q36-16 48-4-4 14-48 8z"/><rect x="189" y="292" width="22" height="22" rx="6" fill="${ribbon}"/>`
    + word('Sớm Mai', { x: 266, y: 366, size: 25, fill: lid, max: 88 }));
}

/** Two gift cards, fanned. */
export function giftCard({ scene: place, front, back, accent }) {
  const card = (fill, inside) => `<rect x="-128" y="-80" width="256" height="160" rx="14" fill="${fill}"/>${inside}`;
  const sunrise = `<clipPath id="k"><rect x="-128" y="-80" width="256" height="160" rx="14"/></clipPath><g clip-path="url(#k)"><circle cx="52" cy="40" r="66" fill="#e9793a"/><circle cx="52" cy="40" r="92" fill="#e9793a" opacity=".25"/><path fill="#8f3420" d="M-128 50q70-44 140-8t116-22v70h-256z"/><path fill="#5d2115" d="M-128 66q90-30 150-4t106-8v40h-256z"/></g>`;
  const size = 26;
  return scene({ ...place, shadow: 0, sunAt: [200, 220, 150] },
    `<g transform="translate(214 258) rotate(14)"><rect x="-124" y="-72" width="256" height="160" rx="14" fill="${ink}" opacity=".12"/>${card(back, `<path fill="${ink}" opacity=".5" d="M-128-46h256v30h-256z"/><rect x="-108" y="6" width="120" height="26" rx="4" fill="#fff" opacity=".7"/>`)}</g>`
    + `<g transform="translate(192 226) rotate(-7)"><rect x="-122" y="-70" width="256" height="160" rx="14" fill="${ink}" opacity=".16"/>${card(front, sunrise)}`
    + word('Bình Minh', { x: -108, y: -40, size, fill: cream, anchor: 'start' })
    + word('THẺ QUÀ TẶNG', { x: -108, y: -20, face: 'sans', size: 9.5, track: 16, fill: accent, anchor: 'start' })
    + word('200.000đ', { x: -108, y: 62, size: 22, fill: cream, anchor: 'start' })
    + '</g>');
}
