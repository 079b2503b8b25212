// <regulars-product-points sku="phin" price-minor="118000">: what this product would earn, and why.
import type { Cart } from '../../client/types.js';
import { readCart } from '../cart.js';
import type { Takes } from '../element.js';
import { h, icon, type Child } from '../h.js';
import type { Hub } from '../hub.js';
import { SPARK } from '../icons.js';
import { QuotingElement } from '../quoting.js';
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
  static override readonly takes: Takes = {
    sku: 'text', category: 'text', tags: 'text', 'price-minor': 'number', 'amount-minor': 'number', quantity: 'number',
  };
  static override readonly css = STYLES;

  declare sku: string | null;
  declare category: string | null;
  declare tags: string | null;
  declare priceMinor: number | null;
  declare amountMinor: number | null;
  declare quantity: number | null;

  protected override order({ runtime }: Hub): Cart | null {
    const quantity = this.quantity ?? 1;
    const line = {
      id: '1', sku: this.sku ?? '', quantity, amount_minor: this.amountMinor ?? (this.priceMinor ?? NaN) * quantity,
      category: this.category || null, tags: this.tags?.split(',').map((t) => t.trim()).filter(Boolean),
    };
    return readCart({ lines: [line] }, runtime.config.program.currency.code);
  }

  protected override away(): Child {
    return null;
  }

  protected override view(hub: Hub): Child {
    const points = this.points(hub);
    const key = hub.runtime.store.state.me ? 'product.member' : 'product.guest';
    return points && [h('div.line', {}, icon(SPARK), h('span', {}, hub.i18n.rich(key, { points }), ' ', this.whyButton(hub))), this.why(true)];
  }
}
