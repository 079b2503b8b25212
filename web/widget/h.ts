// A view as data, and the page's nodes changed to match it: what elements on the shop's own pages need,
// without the weight of a library (docs/decisions/0008-elements-without-lit.md). Text becomes text nodes,
// attributes are set by name, and nothing is ever made from HTML text.

type Value = string | number | boolean | null | undefined | object | ((event: never) => void);
/** `on...`, `value` and objects are set as properties, `style` as custom properties, all else as attributes. */
export type Props = Readonly<Record<string, Value>>;
export interface View { tag: string; props: Props; children: readonly Child[] }
export type Child = View | string | null | false | undefined | readonly Child[];

/** `h('div.card.small', { id: 'a', onclick: f, value: 'x', style: { '--share': '1' } }, 'text', h('b'))` */
export const h = (tag: string, props: Props = {}, ...children: Child[]): View => ({ tag, props, children });

/** A 24 x 24 line icon from its path data. */
export const icon = (d: string): View => h('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, h('path', { d }));

const SVG = 'http://www.w3.org/2000/svg';
/** What an element was last made of: its tag with classes, and its props. */
const made = new WeakMap<Node, { tag: string; props: Props }>();

/** Makes the children of `parent` what `children` says. Nodes of the same tag stay, with focus and state. */
export function patch(parent: Node, children: readonly Child[]): void {
  let node = parent.firstChild;
  for (const child of flat(children)) {
    const fits = node && (typeof child === 'string' ? node.nodeType === 3 : made.get(node)?.tag === child.tag);
    const mine: Node = node && fits ? node : make(child, parent);
    if (!fits) {
      if (node) parent.replaceChild(mine, node);
      else parent.appendChild(mine);
    }
    if (typeof child === 'string') {
      if (mine.nodeValue !== child) mine.nodeValue = child;
    } else {
      change(mine as Element, child);
      patch(mine, child.children);
    }
    node = mine.nextSibling;
  }
  while (node) {
    const next: ChildNode | null = node.nextSibling;
    node.remove();
    node = next;
  }
}

function* flat(children: readonly Child[]): Generator<View | string> {
  for (const child of children) {
    if (Array.isArray(child)) yield* flat(child as readonly Child[]);
    else if (child) yield child as View | string;
  }
}

function make(child: View | string, parent: Node): Node {
  if (typeof child === 'string') return document.createTextNode(child);
  const [name = '', ...classes] = child.tag.split('.');
  const node = name === 'svg' || (parent as Element).namespaceURI === SVG ? document.createElementNS(SVG, name) : document.createElement(name);
  if (classes.length > 0) node.setAttribute('class', classes.join(' '));
  made.set(node, { tag: child.tag, props: {} });
  return node;
}

function change(node: Element, { tag, props }: View): void {
  const before = made.get(node)?.props ?? {};
  made.set(node, { tag, props });
  for (const name of new Set([...Object.keys(before), ...Object.keys(props)])) {
    const value = Object.hasOwn(props, name) ? props[name] : null;
    if (Object.hasOwn(before, name) && before[name] === value) continue;
    if (name === 'style') for (const [key, text] of Object.entries(value as Readonly<Record<string, string>>)) (node as HTMLElement).style.setProperty(key, text);
    else if (name.startsWith('on') || name === 'value' || (typeof value === 'object' && value)) Object.assign(node, { [name]: value });
    else if (value === null || value === undefined || value === false) node.removeAttribute(name);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
}
