// A cart as the engine takes it: its values in order, without names (src/engine/json/compiled.hpp). What is wrong with a cart
// is said here, with codes and parameters like the backend's; the engine itself only asks whether sums make sense.
import { RegularsError, type Params } from '../client/errors.js';
import { own, type Obj } from '../client/read.js';
import type { Cart } from '../client/types.js';

/** A checked value as the row has it. */
type Take = (value: unknown) => unknown;

// Where in the cart the checks are: put into words only when something is wrong.
const trail: (string | number)[] = [];

function no(code: string, params: Params, ...steps: string[]): never {
  const path = [...trail.splice(0), ...steps].map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  throw new RegularsError(code, `order${path}`, params);
}

const kind = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

const wrong = (expected: string, value: unknown): never => no('wrong_type', { expected, found: kind(value) });

const whole = (min: number, max: number): Take => (value) => {
  if (!Number.isSafeInteger(value)) wrong('integer', value);
  const found = value as number;
  return found < min || found > max ? no('number_out_of_range', { min, max }) : found;
};

const text = (max: number): Take => (value) => {
  if (typeof value !== 'string') wrong('string', value);
  const string = value as string;
  const found = string.length > max ? Array.from(string).length : string.length;
  if (found > max) no('too_long', { max, found });
  return found ? value : no('too_short', { min: 1, found });
};

const flag: Take = (value) => (typeof value === 'boolean' ? Number(value) : wrong('boolean', value));

const within = (step: string | number, take: Take, value: unknown): unknown => {
  trail.push(step);
  const taken = take(value);
  trail.pop();
  return taken;
};

/** An empty list and what is absent are 0. */
const list = (max: number, item: Take): Take => (value) => {
  if (!Array.isArray(value)) return wrong('array', value);
  if (value.length > max) no('too_many', { max, found: value.length });
  return value.length && Array.from(value, (v, i) => within(i, item, v));
};

/** An object's members in order; a name that begins with `?` may be absent. */
const row = (takes: Readonly<Record<string, Take>>): Take => {
  const fields = Object.entries(takes).map(([name, take]) => [name.replace('?', ''), take, name[0] === '?'] as const);
  const known = new Set(fields.map(([field]) => field));
  return (value) => {
    if (kind(value) !== 'object') wrong('object', value);
    const o = value as Obj;
    for (const field of Object.keys(o)) {
      if (!known.has(field)) no('unknown_field', { field }, field);
    }
    return fields.map(([field, take, optional]) => {
      const member = own(o, field);
      if (member !== undefined) return within(field, take, member);
      return optional ? 0 : no('missing_field', { field }, field);
    });
  };
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
  trail.length = 0;
  return JSON.stringify([Date.parse(at), ORDER(cart)]);
}
