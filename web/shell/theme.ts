// The programme's theme as `--regulars-*` tokens, and the room that inline elements take. Values
// are parsed and written anew: a colour is six hex digits, a length is a small whole number.
import type { Config } from '../client/types.js';

const COLOURS = ['accent', 'on-accent', 'surface', 'surface-2', 'text', 'muted', 'line'];
const LENGTHS = ['radius', 'offset-block', 'offset-inline'];

export function tokens(theme: Config['theme']): Record<string, string> {
  const out: Record<string, string> = {};
  for (const [key, value] of Object.entries(theme)) {
    const name = key.replace(/_px$/, '').replaceAll('_', '-');
    const hex = typeof value === 'string' ? parseHex(value) : null;
    if (hex && COLOURS.includes(name)) out[name] = hex;
    if (Number.isInteger(value) && LENGTHS.includes(name)) out[name] = `${Math.min(64, Math.max(0, Number(value)))}px`;
  }
  // A merchant who gives an accent alone still gets words that can be read on it.
  if (out['accent']) out['on-accent'] ??= readableOn(out['accent']);
  // The browser's own controls go with the surface they lie on, not with the page: an unticked box must look unticked.
  if (out['surface']) out['scheme'] = readableOn(out['surface']) === '#ffffff' ? 'dark' : 'light';
  return out;
}

function parseHex(value: string): string | null {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(value)?.[1];
  if (!digits) return null;
  return `#${digits.length === 3 ? digits.replace(/./g, '$&$&') : digits}`.toLowerCase();
}

/** White or near-black, whichever contrasts more (WCAG relative luminance). */
export function readableOn(hex: string): string {
  const channel = (at: number): number => {
    const c = parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  const luminance = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
  return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.06 ? '#ffffff' : '#1c1512';
}

/** Puts the tokens on the page with no weight, so that the shop's own CSS wins; returns the way back. */
export function applyTheme(theme: Config['theme']): () => void {
  const sheet = new CSSStyleSheet();
  const body = Object.entries(tokens(theme)).map(([name, value]) => `--regulars-${name}:${value}`).join(';');
  sheet.replaceSync(`:where(:root){${body}}`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((s) => s !== sheet);
  };
}
