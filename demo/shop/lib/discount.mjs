// What a voucher does to an order. The discount is spread over the lines, so that points are
// earned on what was really paid for each line, and a refunded line gives back its own share.

/**
 * Splits `total` over the lines in proportion to their amounts, by the largest remainder:
 * the shares add up to `total` exactly and no share is larger than its line.
 */
export function spread(lines, total) {
  const sum = lines.reduce((all, line) => all + BigInt(line.amount_minor), 0n);
  if (sum === 0n) return lines.map(() => 0);
  const amount = BigInt(Math.min(total, Number(sum)));
  const exact = lines.map((line) => BigInt(line.amount_minor) * amount);
  const shares = exact.map((value) => value / sum);
  let left = amount - shares.reduce((all, share) => all + share, 0n);
  const order = exact.map((value, i) => [value % sum, i])
    .sort(([a, i], [b, j]) => (a === b ? i - j : a < b ? 1 : -1));
  for (const [, i] of order) {
    if (left === 0n) break;
    shares[i] += 1n;
    left -= 1n;
  }
  return shares.map(Number);
}

/** "12.5" of 100,000 is 12,500: exact, rounded down to whole đồng. */
export function percentOf(amount, percent) {
  const [whole, decimals = ''] = String(percent).split('.');
  return Number((BigInt(amount) * BigInt(whole + decimals)) / (100n * 10n ** BigInt(decimals.length)));
}

/** Gift cards are money already: no voucher takes anything off them. */
const discountable = (lines) => lines.filter((line) => !line.gift_card);

const worth = ({ lines }, voucher) => ({ lines, total: voucher.value_minor ?? 0 });
const nothing = ({ lines }) => ({ lines, total: 0 });

const kinds = {
  fixed_discount: worth,
  variable_amount: worth, // how much it is worth she chose when she redeemed it
  percent_discount: ({ lines, goods }, voucher) => {
    const full = percentOf(goods, voucher.percent ?? '0');
    return { lines, total: Math.min(full, voucher.max_minor ?? full) };
  },
  free_shipping: () => ({ lines: [], total: 0, shipping: true }),
  free_product: ({ lines }, voucher) => {
    const line = lines.find((one) => one.sku === voucher.sku);
    return line ? { lines: [line], total: line.unit_minor } : { problem: 'add_product' };
  },
  gift: nothing,
  gift_card: nothing, // it is sent with the order, and is money like any other gift card
};

/**
 * The order with the voucher taken off, and `voucher_problem` where it takes nothing off:
 * add_product, order_too_small, nothing_to_discount or unknown_kind.
 */
export function withDiscount(order, voucher) {
  const plain = (problem = null) => finish(order, order.lines, order.shipping_minor, problem);
  if (!voucher) return plain();
  const rule = kinds[voucher.kind];
  if (!rule) return plain('unknown_kind');
  const lines = discountable(order.lines);
  const goods = lines.reduce((sum, line) => sum + line.amount_minor, 0);
  if (goods < (voucher.min_order_minor ?? 0)) return plain('order_too_small');
  if (goods === 0) return plain('nothing_to_discount');
  const effect = rule({ lines, goods }, voucher);
  if (effect.problem) return plain(effect.problem);
  if (effect.shipping && order.shipping_minor === 0) return plain('nothing_to_discount');
  const shares = spread(effect.lines, Math.max(0, effect.total));
  const shareOf = new Map(effect.lines.map((line, i) => [line.id, shares[i]]));
  const discounted = order.lines
    .map((line) => ({ ...line, discount_minor: shareOf.get(line.id) ?? 0 }));
  return finish(order, discounted, effect.shipping ? 0 : order.shipping_minor, null);
}

function finish(order, lines, shipping, problem) {
  const discount = lines.reduce((sum, line) => sum + line.discount_minor, 0);
  return {
    lines,
    goods_minor: order.goods_minor,
    discount_minor: discount + order.shipping_minor - shipping,
    shipping_full_minor: order.shipping_minor,
    shipping_minor: shipping,
    total_minor: order.goods_minor - discount + shipping,
    voucher_problem: problem,
  };
}
