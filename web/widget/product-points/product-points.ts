// <regulars-product-points sku="phin" price-minor="118000">: what this product would earn, and why.
import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import type { Cart, Quote } from '../../client/types.js';
import { props } from '../base.js';
import { readCart } from '../cart.js';
import type { Hub } from '../hub.js';
import { icons } from '../icons.js';
import { QuotingElement } from '../quoting.js';
import { units } from '../units.js';
import { ruleName, whyWords } from '../why.js';
import { STYLES } from './product-points.styles.js';

/**
 * @element regulars-product-points
 * @attr {string} sku - the product
 * @attr {number} price-minor - price of one, in minor units, without tax that is not part of it
 * @attr {number} amount-minor - instead: price of the whole quantity
 * @attr {number} quantity - how many; 1 unless said
 * @attr {string} category
 * @attr {string} tags - separated by commas
 * @csspart root - the element's own root
 */
export class ProductPoints extends QuotingElement {
  static override properties = props({
    ...QuotingElement.properties,
    sku: { type: String }, category: { type: String }, tags: { type: String },
    priceMinor: { type: Number, attribute: 'price-minor' }, amountMinor: { type: Number, attribute: 'amount-minor' },
    quantity: { type: Number },
  });
  static override styles: CSSResultGroup = [QuotingElement.styles, STYLES];

  declare sku: string | undefined;
  declare category: string | null;
  declare tags: string | null;
  declare priceMinor: number | null;
  declare amountMinor: number | null;
  declare quantity: number | null;

  protected override order({ runtime }: Hub): Cart | null {
    const quantity = this.quantity ?? 1;
    const line = {
      id: '1', sku: this.sku ?? '', quantity, amount_minor: this.amountMinor ?? (this.priceMinor ?? NaN) * quantity,
      ...(this.category ? { category: this.category } : {}),
      ...(this.tags ? { tags: this.tags.split(',').map((t) => t.trim()).filter(Boolean) } : {}),
    };
    return readCart({ lines: [line] }, runtime.config.program.currency.code);
  }

  protected override view(hub: Hub): unknown {
    const { i18n, runtime } = hub;
    const total = this.quote?.totals.find((t) => t.units > 0);
    if (!this.quote || !total) return nothing;
    const member = runtime.store.state.status === 'member';
    const points = html`<strong class="num">${units(hub, total.wallet, total.units)}</strong>`;
    return html`<div class="line">${icons.spark()}<span>${i18n.rich(member ? 'product.member' : 'product.guest', { points })}
      ${this.whyButton(hub)}</span></div>
      ${this.open ? this.#why(hub, this.quote) : nothing}`;
  }

  #why(hub: Hub, quote: Quote): TemplateResult {
    const several = quote.awards.length > 1;
    const lines = quote.awards.flatMap((a) => [
      ...(several ? [`${ruleName(hub, a.rule)}: ${units(hub, a.wallet, a.units)}`] : []), ...(a.why ? whyWords(hub, a.why, a.wallet) : [])]);
    return html`<ul class="why small muted">${lines.map((line) => html`<li>${line}</li>`)}
      <li>${hub.i18n.t('why.backend')}</li></ul>`;
  }
}
