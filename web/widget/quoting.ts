// The base of elements that show what a cart would earn: asks again when cart or member change, and
// keeps only the answer to the latest question.
import type { Cart, Quote } from '../client/types.js';
import { PageElement } from './element.js';
import { h, type Child, type View } from './h.js';
import type { Hub } from './hub.js';
import { units } from './units.js';

export abstract class QuotingElement extends PageElement {
  protected quote: Quote | null = null;
  #open = false;
  #asked = '';

  /** What to quote; null: nothing, show nothing. */
  protected abstract order(hub: Hub): Cart | null;

  protected override drawn(hub: Hub): void {
    const cart = this.order(hub);
    const question = JSON.stringify([cart, hub.runtime.store.state.me?.state]);
    if (question === this.#asked) return;
    this.#asked = question;
    const answer = (quote: Quote | null): void => {
      if (question !== this.#asked) return;
      this.quote = quote;
      void this.draw();
    };
    if (cart) hub.preview.quote(cart).then(answer, () => answer(null));
    else answer(null);
  }

  /** What the cart earns, as an element for a sentence; null when that is nothing. */
  protected points(hub: Hub): View | null {
    const total = this.quote?.totals.find((t) => t.units > 0);
    return total ? h('strong.num', {}, units(hub, total.wallet, total.units)) : null;
  }

  /** The button that unfolds the reason, whose words come with the panel's code. */
  protected whyButton({ i18n, runtime }: Hub): View {
    const more = (): void => void runtime.more().catch(() => {});
    return h('button.link', {
      'aria-expanded': String(this.#open), onpointerenter: more,
      onclick: () => { this.#open = !this.#open; more(); void this.draw(); },
    }, i18n.t('why.ask'));
  }

  protected why(plain: boolean): Child {
    return this.#open && this.quote && h('regulars-why', { quote: this.quote, plain });
  }
}
