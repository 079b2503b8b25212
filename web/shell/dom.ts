// Building elements without HTML text: every word is a text node.

type Child = Node | string;

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K, attributes: Readonly<Record<string, string>> = {}, ...children: Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

export function button(className: string, onClick: () => void, ...children: Child[]): HTMLButtonElement {
  const node = el('button', { type: 'button', class: className }, ...children);
  node.addEventListener('click', onClick);
  return node;
}

const SVG = 'http://www.w3.org/2000/svg';

/** A 24 x 24 line icon from its path data. */
export function icon(path: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS(SVG, 'path');
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
}

export const CROSS = 'M6 6l12 12M18 6L6 18';
/** A rosette: what regulars wear. */
export const ROSETTE = 'M12 3.2a5.6 5.6 0 1 0 0 11.2a5.6 5.6 0 1 0 0-11.2M8.6 13.4L7 21l5-2.7L17 21l-1.6-7.6M12 6.6l.8 1.6 1.8.3-1.3 1.2.3 1.8-1.6-.9-1.6.9.3-1.8-1.3-1.2 1.8-.3z';
