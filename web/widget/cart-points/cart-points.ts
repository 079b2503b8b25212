// <regulars-cart-points>: what this cart would earn, why, and whether it reaches the next tier. The
// cart comes from `Regulars.setCart(cart)`, the `cart` property, or the `cart` attribute as JSON.
import type { Cart, Quote } from '../../client/types.js';
import { readCart } from '../cart.js';
import { h, icon, type Child } from '../h.js';
import type { Hub } from '../hub.js';
import { SPARK } from '../icons.js';
import { QuotingElement } from '../quoting.js';
import { tierName } from '../units.js';
import { STYLES } from './cart-points.styles.js';

/**
 * @element regulars-cart-points
 * @attr {string} cart - an order that has not been placed, as JSON: {"lines":[{"id","sku","quantity","amount_minor"}]}
 * @csspart root - the element's own root
 */
export class CartPoints extends QuotingElement {
  static override readonly css = STYLES;
  #cart: unknown = undefined;

  static override get observedAttributes(): string[] {
    return ['cart'];
  }

  get cart(): unknown {
    return this.#cart;
  }

  set cart(cart: unknown) {
    this.#cart = cart;
    void this.draw();
  }

  override attributeChangedCallback(): void {
    try {
      this.cart = JSON.parse(this.getAttribute('cart') ?? 'null');
    } catch {
      this.cart = null;
    }
  }

  protected override order({ runtime }: Hub): Cart | null {
    return readCart(this.#cart ?? runtime.store.state.cart, runtime.config.program.currency.code);
  }

  protected override waiting(): Child {
    return h('div.card');
  }

  protected override view(hub: Hub): Child {
    const points = this.points(hub);
    const member = hub.runtime.store.state.me !== null;
    return h('div.card', {}, points && [
      h('div.line', {}, icon(SPARK), h('div', {},
        h('p', {}, hub.i18n.rich(member ? 'cart.member' : 'cart.guest', { points })),
        h('p.small.row', {}, this.#second(hub, this.quote, member), this.whyButton(hub)))),
      this.why(false)]);
  }

  #second(hub: Hub, quote: Quote | null, member: boolean): Child {
    const { i18n, runtime } = hub;
    if (!member) return h('button.link', { onclick: () => runtime.open('join') }, i18n.t('join.short'));
    return quote?.tier_after && quote.tier_after !== quote.tier_before
      && h('strong', {}, i18n.t('cart.tier', { tier: tierName(hub, quote.tier_after) }));
  }
}
