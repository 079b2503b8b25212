// The base of elements that show what a cart would earn: asks again when cart or member change, and
// keeps only the answer to the latest question.
import { html, type PropertyDeclaration, type TemplateResult } from 'lit';
import type { Cart, Quote } from '../client/types.js';
import { props, RegularsElement } from './base.js';
import type { Hub } from './hub.js';

export abstract class QuotingElement extends RegularsElement {
  static override properties: Record<string, PropertyDeclaration> = props({ quote: { state: true }, open: { state: true } });

  declare protected quote: Quote | null;
  declare protected open: boolean;
  #asked = '';

  /** What to quote; null: nothing, show nothing. */
  protected abstract order(hub: Hub): Cart | null;

  protected override updated(): void {
    const { hub } = this;
    if (!hub || hub.runtime.store.state.status === 'unknown') return;
    const cart = this.order(hub);
    const question = JSON.stringify([cart, hub.runtime.store.state.me?.state]);
    if (question === this.#asked) return;
    this.#asked = question;
    const answer = (quote: Quote | null): void => {
      if (question === this.#asked) this.quote = quote;
    };
    if (cart) hub.preview.quote(cart).then(answer, () => answer(null));
    else answer(null);
  }

  /** The button that unfolds the reason. */
  protected whyButton({ i18n }: Hub): TemplateResult {
    return html`<button class="link" aria-expanded=${this.open ? 'true' : 'false'}
      @click=${() => { this.open = !this.open; }}>${i18n.t('why.ask')}</button>`;
  }
}
