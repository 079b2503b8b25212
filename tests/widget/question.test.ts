// Carts on their way into the engine: every member has its place, and whatever is wrong is named.
import { describe, expect, test } from 'vitest';
import type { Cart } from '../../web/client/types.js';
import { question } from '../../web/engine/question.js';
import { limits } from '../../web/generated/limits.js';

const AT = '2026-11-22T05:00:00.000Z';
const line = (more: object = {}): Cart['lines'][number] => ({ id: '1', sku: 'a', quantity: 1, amount_minor: 1, ...more });
const cart = (more: object = {}): Cart => ({ currency: 'VND', lines: [line()], ...more });
const row = (more: object = {}): unknown[] => (JSON.parse(question(cart(more), AT)) as [number, unknown[]])[1];

/** The error that a cart is refused with. */
function refusal(more: object): unknown {
  try {
    question(cart(more), AT);
  } catch (error) {
    const { code, path, params } = error as { code: string; path: string; params: object };
    return [code, path, params];
  }
  return null;
}

describe('a cart as a row', () => {
  test('has every member in its place', () => {
    const all = cart({
      id: 'o', channel: 'web', shipping_minor: 3, shipping_tax_minor: 4,
      tenders: [{ kind: 'points', amount_minor: 5, redemption_id: 'r' }, { kind: 'card', amount_minor: 6 }],
      lines: [line({ quantity: 2, category: 'tea', tags: ['x', 'y'], discount_minor: 7, tax_minor: 8, gift_card: true })],
    });
    expect(JSON.parse(question(all, AT))).toEqual([Date.parse(AT),
      ['o', 'VND', [['1', 'a', 2, 1, 'tea', 7, 8, 1, ['x', 'y']]], 3, 4, [['points', 5, 'r'], ['card', 6, 0]], 'web']]);
  });

  test('what is absent or an empty list is 0', () => {
    expect(row({ lines: [], tenders: [], shipping_minor: undefined })).toEqual([0, 'VND', 0, 0, 0, 0, 0]);
  });

  test('what a page put on Object.prototype is no member', () => {
    Object.defineProperty(Object.prototype, 'channel', { value: 'evil', configurable: true, enumerable: true });
    const polluted = question(cart(), AT);
    Reflect.deleteProperty(Object.prototype, 'channel');
    expect(polluted).toBe(question(cart(), AT));
    expect(refusal({ constructor: 1 })).toEqual(['unknown_field', 'order.constructor', { field: 'constructor' }]);
  });
});

test('an error names the member, what is wrong with it and what is allowed', () => {
  const { amount_minor: max } = limits;
  const cases: [object, unknown][] = [
    [{ currency: undefined }, ['missing_field', 'order.currency', { field: 'currency' }]],
    [{ chanel: 'web' }, ['unknown_field', 'order.chanel', { field: 'chanel' }]],
    [{ channel: 7 }, ['wrong_type', 'order.channel', { expected: 'string', found: 'number' }]],
    [{ channel: '' }, ['too_short', 'order.channel', { min: 1, found: 0 }]],
    [{ lines: {} }, ['wrong_type', 'order.lines', { expected: 'array', found: 'object' }]],
    [{ lines: [null] }, ['wrong_type', 'order.lines[0]', { expected: 'object', found: 'null' }]],
    [{ lines: [line(), line({ quantity: 0 })] }, ['number_out_of_range', 'order.lines[1].quantity', { min: 1, max: limits.quantity }]],
    [{ lines: [line({ amount_minor: 1.5 })] }, ['wrong_type', 'order.lines[0].amount_minor', { expected: 'integer', found: 'number' }]],
    [{ lines: [line({ amount_minor: '1' })] }, ['wrong_type', 'order.lines[0].amount_minor', { expected: 'integer', found: 'string' }]],
    [{ lines: [line({ gift_card: 1 })] }, ['wrong_type', 'order.lines[0].gift_card', { expected: 'boolean', found: 'number' }]],
    [{ lines: [line({ tags: [''] })] }, ['too_short', 'order.lines[0].tags[0]', { min: 1, found: 0 }]],
    [{ shipping_minor: -1 }, ['number_out_of_range', 'order.shipping_minor', { min: 0, max }]],
    [{ tenders: [{ kind: 'card' }] }, ['missing_field', 'order.tenders[0].amount_minor', { field: 'amount_minor' }]],
  ];
  for (const [more, expected] of cases) expect([more, refusal(more)]).toEqual([more, expected]);
});

test('each limit holds at itself and not one above', () => {
  const many = (n: number, make: () => unknown): unknown[] => Array.from({ length: n }, make);
  const cases: [number, (n: number) => object][] = [
    [limits.key_length, (n) => ({ lines: [line({ sku: 'é'.repeat(n) })] })],
    [limits.word_length, (n) => ({ channel: 'c'.repeat(n) })],
    [limits.amount_minor, (n) => ({ shipping_minor: n })],
    [limits.quantity, (n) => ({ lines: [line({ quantity: n })] })],
    [limits.order_lines, (n) => ({ lines: many(n, line) })],
    [limits.line_tags, (n) => ({ lines: [line({ tags: many(n, () => 't') })] })],
    [limits.order_tenders, (n) => ({ tenders: many(n, () => ({ kind: 'card', amount_minor: 0 })) })],
  ];
  for (const [limit, make] of cases) {
    expect([limit, refusal(make(limit))]).toEqual([limit, null]);
    expect([limit, refusal(make(limit + 1))]).toEqual([limit, [expect.any(String), expect.any(String), expect.objectContaining({ max: limit })]]);
  }
});
