// Reading what came over the wire. A page may have polluted Object.prototype, and a backend may
// answer anything: only own properties are read, each with its type, into fresh objects.
import { RegularsError, type Params } from './errors.js';

export type Obj = Readonly<Record<string, unknown>>;

function fail(path: string): never {
  throw new RegularsError('garbage', path);
}

export function own(o: Obj, key: string): unknown {
  return Object.hasOwn(o, key) ? o[key] : undefined;
}

export function obj(value: unknown, path = ''): Obj {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(path);
  return value as Obj;
}

export function str(o: Obj, key: string): string {
  const v = own(o, key);
  return typeof v === 'string' ? v : fail(key);
}

export function strOr<T>(o: Obj, key: string, none: T): string | T {
  const v = own(o, key);
  return typeof v === 'string' ? v : none;
}

export function int(o: Obj, key: string): number {
  const v = own(o, key);
  return Number.isSafeInteger(v) ? (v as number) : fail(key);
}

export function intOr<T>(o: Obj, key: string, none: T): number | T {
  const v = own(o, key);
  return Number.isSafeInteger(v) ? (v as number) : none;
}

export function bool(o: Obj, key: string): boolean {
  return own(o, key) === true;
}

/** A list, each item by `item`; absent or null is empty where `optional`. */
export function list<T>(o: Obj, key: string, item: (v: unknown) => T, optional = false): T[] {
  const v = own(o, key);
  if (optional && (v === undefined || v === null)) return [];
  if (!Array.isArray(v)) fail(key);
  const out: T[] = [];
  for (let i = 0; i < v.length; i++) out.push(item(v[i]));
  return out;
}

export function nullable<T>(o: Obj, key: string, item: (v: unknown) => T): T | null {
  const v = own(o, key);
  return v === undefined || v === null ? null : item(v);
}

export function oneOf<T extends string>(o: Obj, key: string, allowed: readonly T[]): T {
  const v = own(o, key);
  return (allowed as readonly unknown[]).includes(v) ? (v as T) : fail(key);
}

/** Own string members only, on an object without a prototype: a locale named `constructor` is no text. */
export function strings(value: unknown): Readonly<Record<string, string>> {
  return entriesOf(value, (v): v is string => typeof v === 'string');
}

export function scalars(value: unknown): Params {
  return entriesOf(value, (v): v is string | number => typeof v === 'string' || Number.isSafeInteger(v));
}

function entriesOf<T>(value: unknown, is: (v: unknown) => v is T): Readonly<Record<string, T>> {
  const out = Object.create(null) as Record<string, T>;
  if (typeof value === 'object' && value !== null) {
    for (const key of Object.keys(value)) {
      const v = (value as Obj)[key];
      if (is(v)) out[key] = v;
    }
  }
  return out;
}

/** A copy without prototype, so that what a page put on Object.prototype is no option of ours. */
export function bare<T extends object>(o: T): T {
  return Object.assign(Object.create(null) as T, o);
}
