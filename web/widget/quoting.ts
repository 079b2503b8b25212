// The base of elements that show what a cart would earn: asks again when cart or member change, and
// keeps only the answer to the latest question.
import type { Award, Cart, Quote } from '../client/types.js';
import { PageElement } from './element.js';
import { h, type Child, type View } from './h.js';
import type { Hub } from './hub.js';
import { units } from './units.js';
import { ruleName, whyWords } from './why.js';

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

  /** The button that unfolds the reason. */
  protected whyButton({ i18n }: Hub): View {
    return h('button.link', { 'aria-expanded': String(this.#open), onclick: () => { this.#open = !this.#open; void this.draw(); } }, i18n.t('why.ask'));
  }

  /** The reason, award by award. */
  protected why(hub: Hub): Child {
    return this.#open && this.quote && h('ul.why.small.muted', {}, this.quote.awards.map((award) => this.#award(hub, award)),
      h('li', {}, hub.i18n.t('why.backend')));
  }

  #award(hub: Hub, award: Award): View {
    const { i18n } = hub;
    return h('li', {}, h('strong', {}, `${ruleName(hub, award.rule)}: ${units(hub, award.wallet, award.units)}`),
      award.why && whyWords(hub, award.why, award.wallet).map((words) => [h('br'), words]),
      award.available_at && [h('br'), i18n.t('cart.available', { date: i18n.date(award.available_at) })]);
  }
}
