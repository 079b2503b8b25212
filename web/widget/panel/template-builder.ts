// Builds a Lit template node by node, so that no HTML text is ever handed to the browser: pages may
// forbid that (Trusted Types). Takes what our own templates use: tags closed in order, attributes,
// text, Lit's markers. web/build/lit-without-html.mjs puts it in the place of `innerHTML`.

const VOID = new Set(['input', 'br', 'img']);
const SVG = 'http://www.w3.org/2000/svg';
/** A tag, Lit's `<?marker>`, or text up to the next of them. */
const TOKEN = /<\/([a-z][^>\s]*)\s*>|<\?([^>]*)>|<([a-z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>|([^<]+)/gi;
const ATTRIBUTE = /([^\s=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+)))?/g;
/** Lit's mark of a bound attribute, as lit-without-html.mjs sets it: `$` may not stand in a name. */
const BOUND = '-lit-';

export function buildTemplate(html: string): HTMLTemplateElement {
  const template = document.createElement('template');
  // The inert document of the template's content: elements made there do not come to life.
  const inert = template.content.ownerDocument;
  const path: (Element | DocumentFragment)[] = [template.content];
  for (const [, close, marker, open, attributes = '', text] of html.matchAll(TOKEN)) {
    const parent = path[path.length - 1] ?? template.content;
    if (text !== undefined) parent.append(inert.createTextNode(text));
    else if (marker !== undefined) parent.append(inert.createComment(`?${marker}`));
    else if (open !== undefined) {
      const svg = open === 'svg' || (parent instanceof Element && parent.namespaceURI === SVG);
      const element = svg ? inert.createElementNS(SVG, open) : inert.createElement(open);
      setAttributes(element, attributes);
      parent.append(element);
      if (!VOID.has(open) && !attributes.endsWith('/')) path.push(element);
    } else if (close !== undefined) path.pop();
  }
  return template;
}

/** Bound attributes get plain names in their order: Lit knows their real ones, and `@click` is no DOM name. */
function setAttributes(element: Element, text: string): void {
  let bound = 0;
  for (const [, name = '', double, single, plain] of text.matchAll(ATTRIBUTE)) {
    const value = double ?? single ?? plain ?? '';
    element.setAttribute(name.endsWith(BOUND) ? `b${bound++}${BOUND}` : name, value);
  }
}
