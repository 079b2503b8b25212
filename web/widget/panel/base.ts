// What the panel's elements extend: Lit, the hub's news, and one isolated root.
import { html, LitElement, nothing, unsafeCSS, type CSSResultGroup, type PropertyDeclaration, type TemplateResult } from 'lit';
import { bare } from '../../client/read.js';
import { BASE } from '../../shell/base.styles.js';
import { CONTROLS } from '../controls.styles.js';
import { subscribe, type Hub } from '../hub.js';
import { MORE_CONTROLS } from './more-controls.styles.js';

/**
 * Declarations of reactive properties, on objects without a prototype: what a page put on
 * Object.prototype is no option of theirs.
 */
export const props = <T extends Record<string, PropertyDeclaration>>(declared: T): T =>
  Object.fromEntries(Object.entries(declared).map(([name, options]) => [name, bare(options)])) as T;

/** Frames come late, or not at all, where nobody looks. */
const nextFrame = (): Promise<void> => new Promise((done) => {
  requestAnimationFrame(() => setTimeout(done));
  setTimeout(done, 300);
});

/** One style sheet for all of them. */
const COMMON = unsafeCSS(BASE + CONTROLS);

export abstract class PanelElement extends LitElement {
  static override styles: CSSResultGroup = [COMMON, MORE_CONTROLS];

  protected hub: Hub | null = null;
  #off = false;
  #unsubscribe = (): void => {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unsubscribe = subscribe((hub, off) => {
      this.hub = hub;
      this.#off = off;
      if (hub) this.hubChanged(hub);
      this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unsubscribe();
  }

  /** Whether this is a part of a page: it comes with the frame after the one that answers the press for it. */
  protected get late(): boolean {
    return true;
  }

  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated && this.late) await nextFrame();
    await super.scheduleUpdate();
  }

  override render(): TemplateResult {
    const hub = this.hub;
    // Whoever may be a member is not first shown what a guest sees.
    const known = hub && hub.runtime.store.state.status !== 'unknown';
    return html`<div class="root" part="root" lang=${hub?.i18n.locale ?? nothing} dir=${hub?.i18n.dir ?? nothing}>
      ${known ? this.view(hub) : this.#off ? nothing : this.waiting()}</div>`;
  }

  /** What the element shows, with everything there. */
  protected abstract view(hub: Hub): unknown;

  /** What holds its place before that. */
  protected waiting(): unknown {
    return nothing;
  }

  /** The hub came, or the shopper's state changed. */
  protected hubChanged(_hub: Hub): void {}

  /** Puts the focus on the element with this id, once it is rendered. */
  protected async focusOn(id: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`#${id}`)?.focus();
  }

  protected input(id: string): HTMLInputElement | null {
    return this.renderRoot.querySelector<HTMLInputElement>(`#${id}`);
  }
}
