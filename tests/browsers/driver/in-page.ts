// What runs in the page to find things as a person does: by what is seen there, also in shadow trees.
// Each function is sent as text, so it may use nothing from outside of itself.

export interface Target {
  css: string;
  /** What it says: all of it, or, as a pattern, a part. */
  says?: string | { pattern: string };
  /** Only inside of what this selector finds. */
  within?: string;
}

export interface Seen {
  /** Innermost texts of all that match and are visible, as a person reads them. */
  texts: string[];
  /** Middle of the first one, where a click would reach it; what is in the way otherwise. */
  point: { x: number; y: number } | null;
  obstacle: string;
}

export function look(target: Target & { reach: boolean }): Seen {
  const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
  // innerText stops at shadow roots.
  const readOf = (node: Node): string => {
    if (node instanceof Text) return node.data;
    if (!(node instanceof Element || node instanceof ShadowRoot)) return '';
    if (node instanceof Element && (node.matches('style,script,template') || !node.checkVisibility())) return '';
    const inside = node instanceof HTMLSlotElement && node.assignedNodes().length > 0 ? node.assignedNodes() : node instanceof Element && node.shadowRoot ? [node.shadowRoot] : [...node.childNodes];
    const text = inside.map(readOf).join('');
    return node instanceof Element && !getComputedStyle(node).display.startsWith('inline') ? ` ${text} ` : text;
  };
  const textOf = (node: Node): string => plain(readOf(node));
  const labelOf = (node: Element): string => plain([...(node as HTMLInputElement).labels ?? []].map((label) => label.textContent).join(' '));
  const nameOf = (node: Element): string => node.getAttribute('aria-label') ?? (node.matches('input,select,textarea') ? labelOf(node) : textOf(node));
  const below = (node: Element | Document | ShadowRoot): (Element | ShadowRoot)[] => [...node.querySelectorAll('*')].flatMap((child) => (child.shadowRoot ? [child, child.shadowRoot, ...below(child.shadowRoot)] : [child]));
  const isIn = (node: Element, selector: string): boolean => {
    for (let at: Node | null = node; at; at = at instanceof ShadowRoot ? at.host : at.parentNode) {
      if (at instanceof Element && at.matches(selector)) return true;
    }
    return false;
  };
  const shown = (node: Element): boolean => {
    const style = getComputedStyle(node);
    return node.getClientRects().length > 0 && style.visibility === 'visible' && node.checkVisibility();
  };
  const { says, within } = target;
  const fits = (node: Element): boolean => says === undefined || (typeof says === 'string' ? nameOf(node) === says : new RegExp(says.pattern, 'u').test(nameOf(node)));
  const found = below(document).filter((node): node is Element => node instanceof Element && node.matches(target.css) && (within === undefined || isIn(node, within)) && shown(node) && fits(node));
  const texts = found.map(textOf);
  const first = found[0];
  if (!first || !target.reach) return { texts, point: null, obstacle: first ? '' : 'not there' };

  first.scrollIntoView({ block: 'center', behavior: 'instant' });
  const box = first.getBoundingClientRect();
  const point = { x: Math.floor(box.left + box.width / 2), y: Math.floor(box.top + box.height / 2) };
  let hit = document.elementFromPoint(point.x, point.y);
  while (hit?.shadowRoot) {
    const inner = hit.shadowRoot.elementFromPoint(point.x, point.y);
    if (!inner || inner === hit) break;
    hit = inner;
  }
  let at: Node | null = hit;
  while (at && at !== first) at = at instanceof ShadowRoot ? at.host : at.parentNode;
  const labelled = hit instanceof Element && hit.closest('label')?.control === first;
  return at || labelled ? { texts, point, obstacle: '' } : { texts, point: null, obstacle: hit ? `${hit.localName}.${hit.className} ${textOf(hit).slice(0, 80)}` : 'outside of the page' };
}

/** The element that has the focus, named by what tells it from others. */
export function focused(): string {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  if (!active) return '';
  return [active.localName, active.id, active.getAttribute('name'), active.getAttribute('aria-label'), (active as HTMLElement).innerText]
    .filter(Boolean).join(' ').replace(/\s+/g, ' ').trim();
}

/** Selects what the focused field holds, so that typing replaces it. */
export function selectAll(): void {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  (active as HTMLInputElement | null)?.select();
}
