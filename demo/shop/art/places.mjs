// The large pictures: the dawn over the hills on the home page, and the shop's mark.
import { branch, mark } from './draw.mjs';

const treeRow = (y, from, to, step, r, fill) => {
  let out = '';
  for (let x = from, i = 0; x < to; x += step, i += 1) {
    out += `<ellipse cx="${x}" cy="${y + Math.round(Math.sin(i * 0.9) * r * 0.5)}" rx="${r}" ry="${Math.round(r * 0.72)}" fill="${fill}"/>`;
  }
  return out;
};

const sunBeams = () => {
  let d = '';
  for (let i = 0; i < 16; i += 1) {
    const [a, b] = [Math.PI * (1 + (i + 0.15) / 16), Math.PI * (1 + (i + 0.6) / 16)];
    d += `M1060 470L${Math.round(1060 + Math.cos(a) * 1200)} ${Math.round(470 + Math.sin(a) * 1200)}L${Math.round(1060 + Math.cos(b) * 1200)} ${Math.round(470 + Math.sin(b) * 1200)}z`;
  }
  return d;
};

export const hero = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 800" fill="none" preserveAspectRatio="xMaxYMid slice">'
  + '<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop stop-color="#fdf3e2"/><stop offset=".55" stop-color="#fbdcb8"/><stop offset="1" stop-color="#f6b27e"/></linearGradient>'
  + '<radialGradient id="glow"><stop stop-color="#ffd9a0"/><stop offset="1" stop-color="#ffd9a0" stop-opacity="0"/></radialGradient>'
  + '<linearGradient id="ball" x1="0" y1="0" x2="0" y2="1"><stop stop-color="#f7a55a"/><stop offset="1" stop-color="#e2622f"/></linearGradient>'
  + '<linearGradient id="st" x1="0" y1="0" x2="1" y2="0"><stop stop-color="#6f6a66"/><stop offset=".22" stop-color="#f1ebe2"/><stop offset=".45" stop-color="#b2aba3"/><stop offset=".72" stop-color="#d8d1c8"/><stop offset="1" stop-color="#6f6a66"/></linearGradient></defs>'
  + '<path fill="url(#sky)" d="M0 0h1600v800H0z"/>'
  + `<path d="${sunBeams()}" fill="#fff3dc" opacity=".28"/>`
  + '<circle cx="1060" cy="440" r="330" fill="url(#glow)" opacity=".9"/><circle cx="1060" cy="430" r="168" fill="url(#ball)"/>'
  + '<path fill="#fff" opacity=".55" d="M690 214q40-26 84-8 26-30 74-14 40-10 58 14 40-2 52 16H676q-2-6 14-8zM1240 150q30-20 62-6 22-22 56-10 30-8 44 12 30 0 38 12h-212q-2-4 12-8z"/>'
  // four ranges of hills, each nearer and darker, with mist between them
  + '<path fill="#e8a583" d="M0 640q170-52 330-30t300-76q150-62 270-40t210 18q160-66 280-10t210-22v400H0z"/>'
  + '<path fill="#fff1e0" opacity=".35" d="M0 650q260-40 480-40t580-70 540-26v46q-300 26-560 22t-540 60-500 42z"/>'
  + '<path fill="#c9785c" d="M0 690q200-50 380-34t340-62q190-50 350-6t300-20q130-30 230 6v226H0z"/>'
  + '<path fill="#fff1e0" opacity=".22" d="M0 700q300-30 520-24t600-62 480-8v30q-280 22-520 18t-560 44-520 22z"/>'
  + '<path fill="#7d4a42" d="M0 730q240-44 460-22t420-34 380-22 340-16v164H0z"/>'
  + treeRow(734, 20, 700, 44, 17, '#6a3b37') + treeRow(690, 880, 1600, 46, 18, '#6a3b37')
  + '<path fill="#3f2a2c" d="M0 764q280-34 560-18t520-20 520-18v92H0z"/>'
  + treeRow(772, 0, 1600, 52, 22, '#35211f') + treeRow(798, -20, 1600, 58, 26, '#291814')
  // the window sill with the phin on its glass, and a branch of cherries
  + '<path fill="#efe0c8" d="M760 742h840v58H760z"/><path fill="#fff8ea" d="M740 730h860v18H752q-12 0-12-9z"/><ellipse cx="1300" cy="733" rx="128" ry="9" fill="#2b1b14" opacity=".22"/>'
  + '<g transform="translate(1300 732)"><path fill="#fff" opacity=".35" d="M-96-228H96l-14 206Q81 0 58 0H-58q-23 0-24-22z"/><path fill="#fff0d3" d="M-80-92H80l-5 72q-1 12-16 12H-59q-15 0-16-12z"/><path fill="#2f170e" d="M-87-168H87l-6 78q-81 22-162 0z"/><path fill="#9c6a45" d="M-81-94q80 20 162 0l-1 14q-80 22-160 0z"/><ellipse cy="-168" rx="87" ry="10" fill="#5d3524"/>'
  + '<path d="M-72-206l11 178" stroke="#fff" stroke-opacity=".8" stroke-width="8" stroke-linecap="round"/><path d="M70-196l-7 108" stroke="#fff" stroke-opacity=".35" stroke-width="5" stroke-linecap="round"/><path d="M-96-228H96l-14 206Q81 0 58 0H-58q-23 0-24-22z" stroke="#fff" stroke-opacity=".75" stroke-width="3"/><path d="M0-216v12M0-192v9" stroke="#2f170e" stroke-width="6" stroke-linecap="round"/>'
  + '<path fill="url(#st)" d="M-122-246q0-12 122-12t122 12v9q0 12-122 12t-122-12z"/><ellipse cy="-246" rx="122" ry="12" fill="#e9e3d9"/><path fill="url(#st)" d="M-72-380H72l-7 128q-65 16-130 0z"/><path d="M-68-296H68M-70-340H70" stroke="#5f5a56" stroke-opacity=".3" stroke-width="2"/>'
  + mark(0, -296, 30, { sun: '#8d8a86', hill: '#8d8a86' })
  + '<path d="M72-352q44-6 44 26t-48 36" stroke="#a29b93" stroke-width="11" stroke-linecap="round"/><path d="M72-355q40-4 41 26" stroke="#f4f1ec" stroke-width="3" stroke-linecap="round"/>'
  + '<path fill="url(#st)" d="M-84-384q0-9 84-9t84 9v9q0 9-84 9t-84-9z"/><path fill="#d8d1c8" d="M-78-388q6-30 78-30t78 30q-34 12-78 12t-78-12z"/><path fill="#fff" opacity=".6" d="M-60-396q10-14 48-16-34 8-40 20z"/><rect x="-15" y="-442" width="30" height="26" rx="10" fill="#2b1b14"/>'
  + '<path d="M-30-470q-12-17 0-32t0-32M18-464q-12-17 0-32t0-32" stroke="#fff" stroke-opacity=".75" stroke-width="7" stroke-linecap="round"/></g>'
  + branch(800, 760, 330, 190, { leaf: '#2f5b4c', leaf2: '#4c7f69', cherry: '#c23b2e' })
  + '</svg>';

export const logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" fill="none">'
  + '<circle cx="32" cy="32" r="32" fill="#b5472b"/><clipPath id="r"><circle cx="32" cy="32" r="32"/></clipPath><g clip-path="url(#r)">'
  + mark(32, 37, 22, { sun: '#fbd09a', hill: '#fdf6e9', rays: '#f5b27a' }) + '</g></svg>';

/** Behind the invitation to join: the same dawn at night's end, dark enough for light text. */
export const sunrise = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 480" fill="none" preserveAspectRatio="xMidYMid slice">'
  + '<defs><linearGradient id="n" x1="0" y1="0" x2="0" y2="1"><stop stop-color="#3a2019"/><stop offset=".6" stop-color="#6d2f1d"/><stop offset="1" stop-color="#a8472b"/></linearGradient></defs>'
  + '<path fill="url(#n)" d="M0 0h640v480H0z"/><circle cx="320" cy="372" r="214" fill="#e9793a" opacity=".16"/><circle cx="320" cy="372" r="152" fill="#e9793a" opacity=".22"/><circle cx="320" cy="372" r="94" fill="#f0934f"/>'
  + '<path fill="#7a3320" d="M0 372q90-52 190-26t200-8 140-30 110 18v154H0z"/><path fill="#54241a" d="M0 420q120-44 250-20t220-8 170-14v102H0z"/><path fill="#381a13" d="M0 456q160-34 320-12t320-10v46H0z"/></svg>';
