// What a voucher takes off, and how it is spread over the lines.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { price, readCart } from '../../demo/shop/lib/cart.mjs';
import { percentOf, spread } from '../../demo/shop/lib/discount.mjs';

const lines = (...amounts) => amounts.map((amount_minor) => ({ amount_minor }));
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

test('the largest remainder decides', () => {
  const cases = [
    // [amounts, discount, shares]
    [[100, 100, 100], 100, [34, 33, 33]],
    [[1, 1, 1], 2, [1, 1, 0]],
    [[50, 30, 20], 10, [5, 3, 2]],
    [[333, 333, 334], 100, [33, 33, 34]],
    [[0, 10], 5, [0, 5]],
    [[10, 20], 100, [10, 20]],
    [[], 10, []],
    [[0, 0], 10, [0, 0]],
  ];
  for (const [amounts, discount, shares] of cases) assert.deepEqual(spread(lines(...amounts), discount), shares);
});

test('shares always add up, and never exceed their line', () => {
  let seed = 20261122;
  const random = (max) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % max;
  };
  for (let i = 0; i < 2000; i += 1) {
    const amounts = Array.from({ length: 1 + random(12) }, () => random(2) ? random(5_000_000) : random(5));
    const discount = random(sum(amounts) * 2 + 1);
    const shares = spread(lines(...amounts), discount);
    assert.equal(sum(shares), Math.min(discount, sum(amounts)));
    shares.forEach((share, n) => assert.ok(share >= 0 && share <= amounts[n]));
  }
});

test('percentages are exact and rounded down', () => {
  assert.equal(percentOf(189000, '10'), 18900);
  assert.equal(percentOf(99999, '12.5'), 12499);
  assert.equal(percentOf(1, '99'), 0);
  assert.equal(percentOf(9_007_199_254_740_991, '100'), 9_007_199_254_740_991);
});

// 118,000 + 2 x 69,000 = 256,000; delivery 25,000
const cart = readCart('robusta-dak-lak*1.cold-brew-original*2');

test('each kind of voucher', () => {
  const cases = [
    // [voucher, discount, delivery, total, problem]
    [null, 0, 25000, 281000, null],
    [{ kind: 'fixed_discount', value_minor: 30000 }, 30000, 25000, 251000, null],
    [{ kind: 'fixed_discount', value_minor: 900000 }, 256000, 25000, 25000, null],
    [{ kind: 'percent_discount', percent: '10' }, 25600, 25000, 255400, null],
    [{ kind: 'percent_discount', percent: '50', max_minor: 40000 }, 40000, 25000, 241000, null],
    [{ kind: 'free_shipping' }, 25000, 0, 256000, null],
    [{ kind: 'free_product', sku: 'cold-brew-original' }, 69000, 25000, 212000, null],
    [{ kind: 'free_product', sku: 'phin-filter' }, 0, 25000, 281000, 'add_product'],
    [{ kind: 'gift' }, 0, 25000, 281000, null],
    [{ kind: 'gift_card', value_minor: 100000 }, 0, 25000, 281000, null],
    [{ kind: 'variable_amount', value_minor: 45000 }, 45000, 25000, 236000, null],
    [{ kind: 'variable_amount', value_minor: 900000 }, 256000, 25000, 25000, null],
    [{ kind: 'fixed_discount', value_minor: 1000, min_order_minor: 300000 }, 0, 25000, 281000, 'order_too_small'],
    [{ kind: 'cash_out' }, 0, 25000, 281000, 'unknown_kind'],
    [{ kind: 'fixed_discount', value_minor: -5000 }, 0, 25000, 281000, null],
  ];
  for (const [voucher, discount, shipping, total, problem] of cases) {
    const order = price(cart, voucher);
    assert.deepEqual(
      [order.discount_minor, order.shipping_minor, order.total_minor, order.voucher_problem],
      [discount, shipping, total, problem],
      JSON.stringify(voucher),
    );
    const paid = sum(order.lines.map((line) => line.amount_minor - line.discount_minor));
    assert.equal(paid + order.shipping_minor, order.total_minor);
  }
});

test('gift cards are never discounted, and do not count for the minimum', () => {
  const mixed = price(readCart('gift-card*1.phin-filter*1'), { kind: 'fixed_discount', value_minor: 500000 });
  assert.deepEqual(mixed.lines.map((line) => line.discount_minor), [0, 95000]);
  const only = price(readCart('gift-card*1'), { kind: 'fixed_discount', value_minor: 500000 });
  assert.equal(only.voucher_problem, 'nothing_to_discount');
  assert.equal(only.shipping_minor, 0);
});

test('a cart cookie that nobody of us wrote is harmless', () => {
  const cases = [
    ['', []], ['nope*1', []], ['phin-filter', []], ['phin-filter*0', []], ['phin-filter*-1', []],
    ['phin-filter*1e3', []], ['phin-filter*99', [['phin-filter', 20]]], ['__proto__*1', []],
    ['phin-filter*2.phin-filter*3', [['phin-filter', 3]]], ['%00<script>*1', []],
  ];
  for (const [text, entries] of cases) assert.deepEqual([...readCart(text)], entries, text);
});
