// The element that all others extend: follows the hub, and renders inside one isolated root.
import { html, LitElement, nothing, unsafeCSS, type CSSResultGroup, type TemplateResult } from 'lit';
import { TOKENS } from '../shell/tokens.styles.js';
import { CONTROLS } from './controls.styles.js';
import { subscribe, type Hub } from './hub.js';

export abstract class RegularsElement extends LitElement {
  static override styles: CSSResultGroup = [unsafeCSS(TOKENS), CONTROLS];

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

  override render(): TemplateResult {
    const hub = this.hub;
    return html`<div class="root" part="root" lang=${hub?.i18n.locale ?? nothing} dir=${hub?.i18n.dir ?? nothing}>
      ${hub ? this.view(hub) : this.#off ? nothing : this.waiting()}</div>`;
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
