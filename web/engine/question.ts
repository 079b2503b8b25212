// A cart as the engine takes it: its values in order, without names (src/engine/json/compiled.hpp). What is wrong with a cart
// is said here, with codes and parameters like the backend's; the engine itself only asks whether sums make sense.
import { RegularsError, type Params } from '../client/errors.js';
import { own, type Obj } from '../client/read.js';
import type { Cart } from '../client/types.js';

/** A checked value as the row has it. */
type Take = (value: unknown, path: string) => unknown;

function no(code: string, path: string, params: Params): never {
  throw new RegularsError(code, path, params);
}

const kind = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

const wrong = (expected: string, value: unknown, path: string): never => no('wrong_type', path, { expected, found: kind(value) });

const whole = (min: number, max: number): Take => (value, path) => {
  if (!Number.isSafeInteger(value)) wrong('integer', value, path);
  const found = value as number;
  return found < min || found > max ? no('number_out_of_range', path, { min, max }) : found;
};

const text = (max: number): Take => (value, path) => {
  if (typeof value !== 'string') wrong('string', value, path);
  const found = Array.from(value as string).length;
  if (found > max) no('too_long', path, { max, found });
  return found ? value : no('too_short', path, { min: 1, found });
};

const flag: Take = (value, path) => (typeof value === 'boolean' ? Number(value) : wrong('boolean', value, path));

/** An empty list and what is absent are 0. */
const list = (max: number, item: Take): Take => (value, path) => {
  if (!Array.isArray(value)) return wrong('array', value, path);
  if (value.length > max) no('too_many', path, { max, found: value.length });
  return value.length && Array.from(value, (v, i) => item(v, `${path}[${i}]`));
};

/** An object's members in order; a name that begins with `?` may be absent. */
const row = (takes: Readonly<Record<string, Take>>): Take => (value, path) => {
  if (kind(value) !== 'object') wrong('object', value, path);
  const o = value as Obj;
  for (const field of Object.keys(o)) {
    if (!Object.hasOwn(takes, field) && !Object.hasOwn(takes, `?${field}`)) no('unknown_field', `${path}.${field}`, { field });
  }
  return Object.entries(takes).map(([name, take]) => {
    const field = name.replace('?', '');
    const member = own(o, field);
    if (member !== undefined) return take(member, `${path}.${field}`);
    return field === name ? no('missing_field', `${path}.${field}`, { field }) : 0;
  });
};

// The numbers of schema/limits.json that a cart meets; the test takes them from there.
const key = text(128);
const word = text(64);
const minor = whole(0, 1e12);

const ORDER = row({
  '?id': key,
  currency: text(3),
  lines: list(200, row({
    id: key, sku: key, quantity: whole(1, 1e6), amount_minor: minor, '?category': word, '?discount_minor': minor,
    '?tax_minor': minor, '?gift_card': flag, '?tags': list(32, word),
  })),
  '?shipping_minor': minor,
  '?shipping_tax_minor': minor,
  '?tenders': list(16, row({ kind: word, amount_minor: minor, '?redemption_id': key })),
  '?channel': word,
});

/** The question "what would this cart earn at this instant?". Throws for a cart that is none. */
export function question(cart: Cart, at: string): string {
  return JSON.stringify([Date.parse(at), ORDER(cart, 'order')]);
}
