// A cart as the page gives it, made into what the engine takes: known fields only, whole numbers only.
import { int, intOr, list, nullable, obj, own, str, strOr } from '../client/read.js';
import type { Cart, OrderLine } from '../client/types.js';

/** null when there is nothing to quote: an empty cart, or one that cannot be read. */
export function readCart(value: unknown, currency: string): Cart | null {
  try {
    const o = obj(value);
    const lines = list(o, 'lines', line);
    if (lines.length === 0) return null;
    const tenders = list(o, 'tenders', (v) => ({
      kind: str(obj(v), 'kind'), amount_minor: int(obj(v), 'amount_minor'), ...optional(obj(v), ['redemption_id'], []) }), true);
    return {
      currency: strOr(o, 'currency', currency), channel: strOr(o, 'channel', 'web'), lines,
      shipping_minor: intOr(o, 'shipping_minor', 0), shipping_tax_minor: intOr(o, 'shipping_tax_minor', 0),
      ...(tenders.length > 0 ? { tenders } : {}),
    };
  } catch {
    return null;
  }
}

function line(value: unknown): OrderLine {
  const o = obj(value);
  const tags = nullable(o, 'tags', () => list(o, 'tags', String));
  return {
    id: str(o, 'id'), sku: str(o, 'sku'), quantity: int(o, 'quantity'), amount_minor: int(o, 'amount_minor'),
    ...optional(o, ['category'], ['discount_minor', 'tax_minor']),
    ...(tags && tags.length > 0 ? { tags } : {}),
    ...(own(o, 'gift_card') === true ? { gift_card: true } : {}),
  };
}

/** The optional members that are there, with the right type. */
function optional(o: ReturnType<typeof obj>, texts: readonly string[], numbers: readonly string[]): Record<string, never> {
  const out: Record<string, unknown> = {};
  for (const key of texts) if (typeof own(o, key) === 'string') out[key] = own(o, key);
  for (const key of numbers) if (own(o, key) !== undefined) out[key] = int(o, key);
  return out as Record<string, never>;
}
