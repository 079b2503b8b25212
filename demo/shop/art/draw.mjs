// The drawing kit of the product artwork: colours, text as outlines, the scene behind each product.
// Everything is plain SVG with presentation attributes, so the pictures need no font, no style
// sheet and no script, and look the same in every browser.
import { readFileSync } from 'node:fs';

const letters = JSON.parse(readFileSync(new URL('./letters.json', import.meta.url), 'utf8'));

export const ink = '#2b1b14';
export const cream = '#fdf6e9';

const round = (n) => Math.round(n * 100) / 100;

/** Width of a word in units, at the given size. */
export function measure(word, { face = 'serif', size = 20, track = 0 } = {}) {
  let units = 0;
  for (const char of word) units += (letters[face][char]?.[0] ?? 30) + track;
  return ((units - track) * size) / 100;
}

/** A word drawn as outlines around (x, y); the size shrinks until the word fits in `max`. */
export function word(text, { x, y, face = 'serif', size = 20, track = 0, fill = ink, max = 0, anchor = 'middle' }) {
  const wide = measure(text, { face, size, track });
  const scaled = max && wide > max ? (size * max) / wide : size;
  const width = measure(text, { face, size: scaled, track });
  let pen = anchor === 'middle' ? x - width / 2 : anchor === 'end' ? x - width : x;
  let out = '';
  for (const char of text) {
    const glyph = letters[face][char];
    if (!glyph) throw new Error(`letters.json has no outline for "${char}" (${face})`);
    if (glyph[1]) {
      out += `<path transform="translate(${round(pen)} ${round(y)}) scale(${round(scaled) / 100})" d="${glyph[1]}"/>`;
    }
    pen += ((glyph[0] + track) * scaled) / 100;
  }
  return `<g fill="${fill}">${out}</g>`;
}

/** The shop's mark: a sun that rises over two hills. */
export function mark(x, y, r, { sun, hill, rays = sun }) {
  let beams = '';
  for (let i = 0; i < 9; i += 1) {
    const angle = Math.PI * (1 + (i + 0.5) / 9);
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    beams += `M${round(x + c * r * 0.72)} ${round(y + s * r * 0.72)}L${round(x + c * r)} ${round(y + s * r)}`;
  }
  return `<path d="${beams}" stroke="${rays}" stroke-width="${round(r * 0.07)}" stroke-linecap="round"/>`
    + `<path d="M${round(x - r * 0.56)} ${y}a${round(r * 0.56)} ${round(r * 0.56)} 0 0 1 ${round(r * 1.12)} 0z" fill="${sun}"/>`
    + `<path d="M${round(x - r)} ${round(y + r * 0.1)}q${round(r * 0.5)} ${round(-r * 0.42)} ${round(r)} ${round(-r * 0.02)}`
    + `t${round(r)} ${round(-r * 0.12)}v${round(r * 0.34)}q${round(-r)} ${round(r * 0.2)} ${round(-2 * r)} 0z" fill="${hill}"/>`;
}

/** The picture frame of a product: tinted wall, a big sun, a table edge and a soft shadow. */
export function scene({ wall, sun, table, shadow = 130, sunAt = [200, 210, 142], defs = '' }, content) {
  const [sx, sy, sr] = sunAt;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 460" fill="none">`
    + `<defs><linearGradient id="sun" x1="0" y1="0" x2="0" y2="1"><stop stop-color="${sun}"/>`
    + `<stop offset="1" stop-color="${sun}" stop-opacity=".25"/></linearGradient>${defs}</defs>`
    + `<path fill="${wall}" d="M0 0h400v460H0z"/>`
    + `<circle cx="${sx}" cy="${sy}" r="${sr}" fill="url(#sun)"/>`
    + `<path fill="${table}" d="M0 372h400v88H0z"/>`
    + `<ellipse cx="200" cy="394" rx="${shadow}" ry="13" fill="${ink}" opacity=".16"/>`
    + `${content}</svg>`;
}

/** Left-lit shading for anything round: bright streak on the left, shade on the right. */
export function roundShade(id, { light = 0.28, dark = 0.26 } = {}) {
  return `<linearGradient id="${id}" x1="0" y1="0" x2="1" y2="0">`
    + `<stop stop-color="#000" stop-opacity=".12"/><stop offset=".16" stop-color="#fff" stop-opacity="${light}"/>`
    + `<stop offset=".34" stop-color="#fff" stop-opacity="0"/><stop offset=".62" stop-color="#000" stop-opacity="0"/>`
    + `<stop offset="1" stop-color="#000" stop-opacity="${dark}"/></linearGradient>`;
}

/** Small landscapes for labels, each within (x, y, w, h). They tell the coffees apart. */
export const motifs = {
  dawn: (x, y, w, h, [sky, sun, far, near]) => clip(x, y, w, h, `<path fill="${sky}" d="M${x} ${y}h${w}v${h}h${-w}z"/>`
    + rays(x + w / 2, y + h * 0.66, w, sun, 0.35)
    + `<circle cx="${x + w / 2}" cy="${y + h * 0.66}" r="${h * 0.3}" fill="${sun}"/>`
    + hill(x, y, w, h, 0.62, 0.24, far) + hill(x, y, w, h, 0.8, -0.2, near)),
  highland: (x, y, w, h, [sky, sun, far, near]) => clip(x, y, w, h, `<path fill="${sky}" d="M${x} ${y}h${w}v${h}h${-w}z"/>`
    + `<circle cx="${x + w * 0.7}" cy="${y + h * 0.34}" r="${h * 0.17}" fill="${sun}"/>`
    + `<path fill="${far}" d="M${x} ${y + h}v${-h * 0.36}l${w * 0.28} ${-h * 0.36} ${w * 0.2} ${h * 0.22} ${w * 0.2} ${-h * 0.3} ${w * 0.32} ${h * 0.4}v${h * 0.4}z"/>`
    + `<path fill="#fff" opacity=".45" d="M${x} ${y + h * 0.68}q${w * 0.25} ${-h * 0.08} ${w * 0.5} 0t${w * 0.5} 0v${h * 0.08}q${-w * 0.25} ${h * 0.06} ${-w * 0.5} 0t${-w * 0.5} 0z"/>`
    + rows(x, y, w, h, near)),
  cherry: (x, y, w, h, [sky, sun, far, near]) => clip(x, y, w, h, `<path fill="${sky}" d="M${x} ${y}h${w}v${h}h${-w}z"/>`
    + branch(x + w * 0.06, y + h * 0.86, w * 0.9, h * 0.74, { leaf: near, leaf2: far, cherry: sun })),
  river: (x, y, w, h, [sky, sun, far, near]) => clip(x, y, w, h, `<path fill="${sky}" d="M${x} ${y}h${w}v${h}h${-w}z"/>`
    + `<circle cx="${x + w * 0.3}" cy="${y + h * 0.36}" r="${h * 0.2}" fill="${sun}"/>` + hill(x, y, w, h, 0.58, 0.2, far)
    + `<path fill="${near}" d="M${x} ${y + h * 0.66}h${w}v${h}h${-w}z"/>`
    + [0.74, 0.83, 0.92].map((f, i) => `<path d="M${x + w * (0.1 + i * 0.13)} ${y + h * f}q${w * 0.12} ${-h * 0.06} ${w * 0.24} 0t${w * 0.24} 0" stroke="${sky}" stroke-width="1.6" opacity=".7"/>`).join('')
    + `<path d="M${x + w * 0.52} ${y + h * 0.66}q${w * 0.16} ${h * 0.13} ${w * 0.34} 0z" fill="${ink}"/><path d="M${x + w * 0.68} ${y + h * 0.66}v${-h * 0.2}l${w * 0.1} ${h * 0.16}z" fill="${cream}"/>`),
};

let clips = 0;
function clip(x, y, w, h, inside) {
  clips += 1;
  return `<clipPath id="c${clips}"><rect x="${x}" y="${y}" width="${w}" height="${h}" rx="3"/></clipPath><g clip-path="url(#c${clips})">${inside}</g>`;
}

function hill(x, y, w, h, top, bend, fill) {
  return `<path fill="${fill}" d="M${x} ${y + h * top}q${w * 0.28} ${-h * bend} ${w * 0.52} ${h * 0.02}t${w * 0.48} ${-h * bend * 0.3}V${y + h}H${x}z"/>`;
}

function rays(cx, cy, reach, fill, opacity) {
  let d = '';
  for (let i = 0; i < 13; i += 1) {
    const [a, b] = [Math.PI * (1 + (i + 0.2) / 13), Math.PI * (1 + (i + 0.62) / 13)];
    d += `M${round(cx)} ${round(cy)}L${round(cx + Math.cos(a) * reach)} ${round(cy + Math.sin(a) * reach)}`
      + `L${round(cx + Math.cos(b) * reach)} ${round(cy + Math.sin(b) * reach)}z`;
  }
  return `<path d="${d}" fill="${fill}" opacity="${opacity}"/>`;
}

function rows(x, y, w, h, fill) {
  let out = `<path fill="${fill}" d="M${x} ${y + h * 0.78}q${w * 0.3} ${-h * 0.12} ${w * 0.55} 0t${w * 0.45} ${-h * 0.04}V${y + h}H${x}z"/>`;
  for (let i = 0; i < 3; i += 1) {
    out += `<path d="M${x - 2} ${y + h * (0.86 + i * 0.065)}q${w * 0.3} ${-h * 0.1} ${w * 0.55} 0t${w * 0.5} ${-h * 0.04}" stroke="#fff" stroke-opacity=".35" stroke-width="1.4" stroke-dasharray="5 3"/>`;
  }
  return out;
}

/** A coffee branch with leaves and cherries, growing from the lower left to the upper right. */
export function branch(x, y, w, h, { leaf, leaf2, cherry, stem = '#6b4a2b' }) {
  const at = (t) => [x + w * t, y - h * (0.15 + 0.7 * t - 0.25 * Math.sin(t * Math.PI))];
  const [sx, sy] = at(0);
  const [ex, ey] = at(1);
  const [mx, my] = at(0.5);
  let out = `<path d="M${round(sx)} ${round(sy)}Q${round(mx)} ${round(my + h * 0.06)} ${round(ex)} ${round(ey)}" stroke="${stem}" stroke-width="${round(w * 0.02)}" stroke-linecap="round"/>`;
  const size = w * 0.24;
  [[0.16, -70, leaf], [0.3, 40, leaf2], [0.46, -78, leaf2], [0.62, 30, leaf], [0.76, -84, leaf], [0.9, 16, leaf2], [0.98, -40, leaf]].forEach(([t, deg, fill]) => {
    const [px, py] = at(t);
    out += `<g transform="translate(${round(px)} ${round(py)}) rotate(${deg})"><path fill="${fill}" d="M0 0q${round(size * 0.4)} ${round(-size * 0.44)} ${round(size)} 0q${round(-size * 0.6)} ${round(size * 0.4)} ${round(-size)} 0z"/><path d="M${round(size * 0.1)} 0h${round(size * 0.72)}" stroke="#fff" stroke-opacity=".3" stroke-width="${round(w * 0.008)}"/></g>`;
  });
  [[0.2, 5], [0.28, 11], [0.46, 6], [0.53, 13], [0.7, 6], [0.77, 12]].forEach(([t, drop], i) => {
    const [px, py] = at(t);
    const r = w * 0.05;
    const cy = py + (drop * w) / 140;
    out += `<circle cx="${round(px)}" cy="${round(cy)}" r="${round(r)}" fill="${cherry}"/><circle cx="${round(px - r * 0.3)}" cy="${round(cy - r * 0.35)}" r="${round(r * 0.25)}" fill="#fff" opacity="${i % 2 ? 0.35 : 0.55}"/>`;
  });
  return out;
}
