// <regulars-cart-points>: what this cart would earn, why, and whether it reaches the next tier. The
// cart comes from `Regulars.setCart(cart)`, the `cart` property, or the `cart` attribute as JSON.
import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import type { Award, Cart, Quote } from '../../client/types.js';
import { props } from '../base.js';
import { readCart } from '../cart.js';
import type { Hub } from '../hub.js';
import { icons } from '../icons.js';
import { QuotingElement } from '../quoting.js';
import { units } from '../units.js';
import { ruleName, whyWords } from '../why.js';
import { STYLES } from './cart-points.styles.js';

/**
 * @element regulars-cart-points
 * @attr {string} cart - an order that has not been placed, as JSON: {"lines":[{"id","sku","quantity","amount_minor"}]}
 * @csspart root - the element's own root
 */
export class CartPoints extends QuotingElement {
  static override properties = props({ ...QuotingElement.properties, cart: { type: Object } });
  static override styles: CSSResultGroup = [QuotingElement.styles, STYLES];

  declare cart: unknown;

  protected override order({ runtime }: Hub): Cart | null {
    return readCart(this.cart ?? runtime.store.state.cart, runtime.config.program.currency.code);
  }

  protected override waiting(): unknown {
    return html`<div class="card"></div>`;
  }

  protected override view(hub: Hub): unknown {
    const { quote } = this;
    const { i18n, runtime } = hub;
    const total = quote?.totals.find((t) => t.units > 0);
    if (!quote || !total) return html`<div class="card"></div>`;
    const member = runtime.store.state.status === 'member';
    const points = html`<strong class="num">${units(hub, total.wallet, total.units)}</strong>`;
    return html`<div class="card"><div class="line">${icons.spark()}<div>
        <p>${i18n.rich(member ? 'cart.member' : 'cart.guest', { points })}</p>
        <p class="small row">${this.#second(hub, quote, member)}${this.whyButton(hub)}</p></div></div>
      ${this.open ? html`<ul class="why small muted">${quote.awards.map((a) => this.#award(hub, a))}<li>${i18n.t('why.backend')}</li></ul>` : nothing}</div>`;
  }

  #second(hub: Hub, quote: Quote, member: boolean): unknown {
    const { i18n, programme, runtime } = hub;
    if (!member) return html`<button class="link" @click=${() => runtime.open('join')}>${i18n.t('join.short')}</button>`;
    const tier = quote.tier_after !== quote.tier_before && programme.tiers.find((t) => t.id === quote.tier_after);
    return tier ? html`<strong>${i18n.t('cart.tier', { tier: i18n.text(tier.name) })}</strong>` : nothing;
  }

  #award(hub: Hub, award: Award): TemplateResult {
    const words = award.why ? whyWords(hub, award.why, award.wallet) : [];
    return html`<li class="award"><strong>${ruleName(hub, award.rule)}: ${units(hub, award.wallet, award.units)}</strong>
      ${words.map((w) => html`<br>${w}`)}
      ${award.available_at ? html`<br>${hub.i18n.t('cart.available', { date: hub.i18n.date(award.available_at) })}` : nothing}</li>`;
  }
}
