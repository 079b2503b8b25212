// Reading what came over the wire. A page may have polluted Object.prototype, and a backend may
// answer anything: a shape names its members, and only own ones are read, each with its type, into
// fresh objects. What does not have the promised shape is `garbage`.
import { RegularsError, type Params } from './errors.js';

export type Obj = Readonly<Record<string, unknown>>;
/** Takes a value, and the name it stood under for the refusal. */
export type Read<T> = (value: unknown, name?: string) => T;
type Is<T> = (value: unknown) => value is T;

const isText: Is<string> = (v) => typeof v === 'string';
const isWhole: Is<number> = (v): v is number => Number.isSafeInteger(v);
const isScalar: Is<string | number> = (v) => isText(v) || isWhole(v);

function fail(name = ''): never {
  throw new RegularsError('garbage', name);
}

const must = <T>(is: Is<T>): Read<T> => (v, name) => (is(v) ? v : fail(name));

export const text = must(isText);
export const whole = must(isWhole);
export const textOr = <T>(none: T): Read<string | T> => (v) => (isText(v) ? v : none);
export const wholeOr = <T>(none: T): Read<number | T> => (v) => (isWhole(v) ? v : none);
export const flag: Read<boolean> = (v) => v === true;
export const textOrNull = textOr(null);
export const wholeOrNull = wholeOr(null);

export function own(o: Obj, key: string): unknown {
  return Object.hasOwn(o, key) ? o[key] : undefined;
}

export const obj: Read<Obj> = (v, name) => (typeof v === 'object' && v !== null && !Array.isArray(v) ? v as Obj : fail(name));

/** An object with these members; what else it has is left behind. */
export const shape = <T extends object>(members: { readonly [K in keyof T]: Read<T[K]> }): Read<T> => (v, name) => {
  const o = obj(v, name);
  return Object.fromEntries(Object.entries<Read<unknown>>(members).map(([key, read]) => [key, read(own(o, key), key)])) as T;
};

export const list = <T>(item: Read<T>): Read<T[]> => (v, name) => (Array.isArray(v) ? Array.from(v, (one) => item(one, name)) : fail(name));

/** Absent and null are null. */
export const maybe = <T>(item: Read<T>): Read<T | null> => (v, name) => (v === undefined || v === null ? null : item(v, name));

/** Absent and null are empty. */
export const listOrNone = <T>(item: Read<T>): Read<T[]> => (v, name) => maybe(list(item))(v, name) ?? [];

export const among = <T extends string>(allowed: readonly T[]): Read<T> => (v, name) => ((allowed as readonly unknown[]).includes(v) ? v as T : fail(name));

const entriesOf = <T>(is: Is<T>): Read<Readonly<Record<string, T>>> => (v) => {
  const out = Object.create(null) as Record<string, T>;
  for (const [key, value] of Object.entries(typeof v === 'object' && v !== null ? v : {})) if (is(value)) out[key] = value;
  return out;
};

/** Own string members only, on an object without a prototype: a locale named `constructor` is no text. */
export const texts = entriesOf(isText);
export const scalars: Read<Params> = entriesOf(isScalar);

/** A copy without prototype, so that what a page put on Object.prototype is no option of ours. */
export function bare<T extends object>(o: T): T {
  return Object.assign(Object.create(null) as T, o);
}
