// What elements on the shop's pages extend: follows the hub, and renders inside one isolated root.
import { BASE } from '../shell/base.styles.js';
import { CONTROLS } from './controls.styles.js';
import { h, patch, type Child } from './h.js';
import { subscribe, type Hub } from './hub.js';
import { sheet } from './sheet.js';

/** How an attribute is read: its text, a number (NaN when it is none), or whether it is there. */
export type Takes = Readonly<Record<string, 'text' | 'number' | 'flag'>>;

export abstract class PageElement extends HTMLElement {
  /** Attributes; each is a property too, in camel case, and setting that sets the attribute. */
  static readonly takes: Takes = {};
  static readonly css: string = '';

  static get observedAttributes(): string[] {
    return Object.keys(this.takes);
  }

  protected hub: Hub | null = null;
  #off = false;
  #drawn: Promise<void> | null = null;
  #unsubscribe = (): void => {};
  readonly #root = this.attachShadow({ mode: 'open' });

  constructor() {
    super();
    const type = this.constructor as typeof PageElement;
    this.#root.adoptedStyleSheets = [sheet(BASE + CONTROLS), sheet(type.css)];
    // What the page set before the element came to life hides the accessor: it is set again.
    for (const name of Object.keys(this)) {
      const early = (this as unknown as Record<string, unknown>)[name];
      if (name in type.prototype && Reflect.deleteProperty(this, name)) Object.assign(this, { [name]: early });
    }
  }

  connectedCallback(): void {
    this.#unsubscribe = subscribe((hub, off) => {
      this.hub = hub;
      this.#off = off;
      void this.draw();
    });
  }

  disconnectedCallback(): void {
    this.#unsubscribe();
  }

  attributeChangedCallback(): void {
    void this.draw();
  }

  /** Renders soon, once for all that changes meanwhile. */
  protected draw(): Promise<void> {
    return (this.#drawn ??= Promise.resolve().then(() => {
      this.#drawn = null;
      if (this.isConnected) this.#render();
    }));
  }

  #render(): void {
    const { hub } = this;
    // Whoever may be a member is not first shown what a guest sees.
    const { status, me } = hub?.runtime.store.state ?? {};
    const known = hub && status !== 'unknown';
    const content = !known ? (this.#off ? null : this.waiting()) : status === 'away' && !me ? this.away(hub) : this.view(hub);
    patch(this.#root, [h('div.root', { part: 'root', lang: hub?.i18n.locale, dir: hub?.i18n.dir }, content)]);
    if (known) this.drawn(hub);
  }

  /** What the element shows, with everything there. */
  protected abstract view(hub: Hub): Child;

  /** What holds its place before that. */
  protected waiting(): Child {
    return null;
  }

  /** What a member sees whose standing cannot be had: nobody is asked to join who has joined.
   *  The first that can be seen says it, for all of them. */
  protected away({ i18n }: Hub): Child {
    const first = [...document.querySelectorAll<HTMLElement>('regulars-cart-points,regulars-tier-progress,regulars-join')].find((one) => one.offsetParent);
    return (first ?? this) === this && h('div.card', {}, h('p.small.muted', {}, i18n.t('away.title')));
  }

  /** After each rendering with everything there. */
  protected drawn(_hub: Hub): void {}

  protected find(selector: string): HTMLElement | null {
    return this.#root.querySelector<HTMLElement>(selector);
  }

  /** Puts the focus on the element with this id, once it is rendered. */
  protected async focusOn(id: string): Promise<void> {
    await this.draw();
    this.find(`#${id}`)?.focus();
  }
}

/** Registers an element, with a property for each attribute that it takes. */
export function definePage(tag: string, type: typeof PageElement & CustomElementConstructor): void {
  if (customElements.get(tag)) return;
  for (const [attribute, kind] of Object.entries(type.takes)) {
    const name = attribute.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    Object.defineProperty(type.prototype, name, {
      configurable: true,
      get(this: Element) {
        const text = this.getAttribute(attribute);
        return kind === 'flag' ? text !== null : kind === 'number' && text !== null ? Number(text) : text;
      },
      set(this: Element, value: string | number | boolean | null | undefined) {
        if (value === null || value === undefined || value === false) this.removeAttribute(attribute);
        else this.setAttribute(attribute, value === true ? '' : String(value));
      },
    });
  }
  customElements.define(tag, type);
}
