// A cart as the page gives it, made into what the engine takes: known fields only, whole numbers only.
import { flag, list, listOrNone, maybe, shape, text, textOr, textOrNull, whole, wholeOr, type Read } from '../client/read.js';
import type { Cart, OrderLine } from '../client/types.js';

const optional = maybe(whole);
type Loose<T> = { [K in keyof T]-?: T[K] | null };

/** Without what is null, false or empty: those stand for "not said". */
function said<T>(loose: Loose<T>): T {
  return Object.fromEntries(Object.entries(loose).filter(([, v]) => v !== null && v !== false && !(Array.isArray(v) && v.length === 0))) as T;
}

const line: Read<OrderLine> = (value) => said<OrderLine>(shape<Loose<OrderLine>>({
  id: text, sku: text, quantity: whole, amount_minor: whole, category: textOrNull, discount_minor: optional, tax_minor: optional,
  tags: listOrNone(String), gift_card: flag,
})(value));

const tender: Read<NonNullable<Cart['tenders']>[number]> = (value) =>
  said(shape<Loose<NonNullable<Cart['tenders']>[number]>>({ kind: text, amount_minor: whole, redemption_id: textOrNull })(value));

/** null when there is nothing to quote: an empty cart, or one that cannot be read. */
export function readCart(value: unknown, currency: string): Cart | null {
  try {
    const cart = said<Cart>(shape<Loose<Cart>>({
      currency: textOr(currency), channel: textOr('web'), lines: list(line), shipping_minor: wholeOr(0), shipping_tax_minor: wholeOr(0),
      tenders: listOrNone(tender),
    })(value));
    // Without lines that member is not said either.
    return Object.hasOwn(cart, 'lines') ? cart : null;
  } catch {
    return null;
  }
}
