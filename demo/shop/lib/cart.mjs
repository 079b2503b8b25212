// The cart lives in a cookie: `sku*quantity.sku*quantity`. Whatever is not a product that we sell,
// or not a sensible quantity, is dropped when it is read.
import { product } from './catalogue.mjs';
import { withDiscount } from './discount.mjs';

export const maxQuantity = 20;
export const freeShippingFrom = 500_000;
export const shippingFee = 25_000;

export function readCart(text = '') {
  const cart = new Map();
  for (const part of text.slice(0, 2000).split('.')) {
    const [sku, digits = ''] = part.split('*');
    if (product(sku) && /^[1-9]\d?$/.test(digits)) {
      cart.set(sku, Math.min(Number(digits), maxQuantity));
    }
  }
  return cart;
}

export const writeCart = (cart) => [...cart].map(([sku, n]) => `${sku}*${n}`).join('.');
export const countItems = (cart) => [...cart.values()].reduce((sum, n) => sum + n, 0);

export function addToCart(cart, sku, quantity) {
  cart.set(sku, Math.min((cart.get(sku) ?? 0) + quantity, maxQuantity));
}

/** Lines, shipping and total of a cart, with the voucher of the checkout taken off. */
export function price(cart, voucher = null) {
  const lines = [...cart].map(([sku, quantity], i) => {
    const item = product(sku);
    return {
      id: String(i + 1),
      sku,
      category: item.category,
      tags: item.tags,
      quantity,
      unit_minor: item.price_minor,
      amount_minor: item.price_minor * quantity,
      discount_minor: 0,
      tax_minor: 0, // Vietnamese shelf prices include VAT
      gift_card: item.gift_card === true,
    };
  });
  const goods = lines.reduce((sum, line) => sum + line.amount_minor, 0);
  const parcel = lines.some((line) => !line.gift_card);
  const shipping = parcel && goods < freeShippingFrom ? shippingFee : 0;
  return withDiscount({ lines, goods_minor: goods, shipping_minor: shipping }, voucher);
}

/** The same cart in the shape that the loyalty programme quotes: an order without a number. */
export function cartForQuote({ lines, shipping_minor: shipping }) {
  return {
    currency: 'VND',
    channel: 'web',
    lines: lines.map(orderLine),
    shipping_minor: shipping,
    shipping_tax_minor: 0,
  };
}

/** A line as events and quotes carry it: without the shop's own unit price. */
export function orderLine({ unit_minor: _, ...line }) { return line; }
