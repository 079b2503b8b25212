// Registers an element once. Two copies of the widget on a page: the first one stays.

export function define(tag: string, element: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, element);
}
