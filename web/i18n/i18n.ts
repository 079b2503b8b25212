// Words, plurals, numbers, money and dates in the shopper's language. Locale files are flat JSON:
// a key is a sentence with {placeholders}, or its plural forms.
import { RegularsError } from '../client/errors.js';
import { bare, obj, strings } from '../client/read.js';
import type { Counted, Currency, Text } from '../client/types.js';
import { direction, fill, pick, plural, type Plural } from './text.js';

type Values = Readonly<Record<string, string>>;

export class I18n {
  readonly locale: string;
  readonly dir: 'rtl' | 'ltr';
  readonly #words: Map<string, string | Plural>;
  readonly #currency: Currency;

  constructor(locale: string, words: unknown, currency: Currency) {
    this.locale = locale;
    this.dir = direction(locale);
    this.#currency = currency;
    this.#words = new Map(Object.entries(obj(words)).map(([key, value]) => [key, typeof value === 'string' ? value : strings(value)]));
  }

  static async load(base: string, locale: string, currency: Currency): Promise<I18n> {
    const response = await fetch(`${base}locales/${locale}.json?v=${__VERSION__}`, bare({ credentials: 'same-origin' as const }));
    if (!response.ok) throw new RegularsError('unavailable', 'locale');
    return new I18n(locale, await response.json(), currency);
  }

  has(key: string): boolean {
    return this.#words.has(key);
  }

  t(key: string, values: Values = {}): string {
    const word = this.#words.get(key);
    return typeof word === 'string' ? fill(word, values) : key;
  }

  /** A counted phrase: "3 days". */
  count(key: string, n: number, scale = 0): string {
    const forms = this.#words.get(key);
    return typeof forms === 'object' ? plural(forms, n, this.locale, scale) : key;
  }

  /** The sentence cut at its placeholders, so that a value may be an element. */
  rich(key: string, values: Readonly<Record<string, unknown>>): unknown[] {
    return this.t(key).split(/\{(\w+)\}/).map((part, i) => (i % 2 && Object.hasOwn(values, part) ? values[part] : part));
  }

  text(text: Text): string {
    return pick(text, this.locale);
  }

  number(n: number): string {
    return new Intl.NumberFormat(this.locale).format(n);
  }

  /** "+61" and "-500", with a true minus sign. */
  signed(n: number, { unit, scale }: Counted): string {
    if (unit === 'money') return minus(this.money(n, { signDisplay: 'exceptZero' }));
    return minus(new Intl.NumberFormat(this.locale, { signDisplay: 'exceptZero', maximumFractionDigits: scale }).format(n / 10 ** scale));
  }

  factor(decimal: string): string {
    return `×${new Intl.NumberFormat(this.locale, { maximumFractionDigits: 4 }).format(Number(decimal))}`;
  }

  percent(decimal: string): string {
    return new Intl.NumberFormat(this.locale, { style: 'percent', maximumFractionDigits: 2 }).format(Number(decimal) / 100);
  }

  money(minor: number, more: Intl.NumberFormatOptions = {}): string {
    const { code, exponent } = this.#currency;
    const whole = minor % 10 ** exponent === 0;
    return new Intl.NumberFormat(this.locale, {
      style: 'currency', currency: code, minimumFractionDigits: whole ? 0 : exponent, maximumFractionDigits: exponent, ...more,
    }).format(minor / 10 ** exponent);
  }

  /** "1,200 points", "3 stamps", or money. */
  units(n: number, { unit, scale }: Counted): string {
    return minus(unit === 'money' ? this.money(n) : this.count(`unit.${unit}`, n, scale));
  }

  /** A day of the programme ("2027-01-01") or an instant, as a date. */
  date(value: string): string {
    const day = value.length === 10;
    return new Intl.DateTimeFormat(this.locale, { dateStyle: 'long', ...(day ? { timeZone: 'UTC' } : {}) }).format(new Date(value));
  }

  time(value: string): string {
    return new Intl.DateTimeFormat(this.locale, { hour: 'numeric', minute: '2-digit' }).format(new Date(value));
  }

  month(month: number): string {
    return new Intl.DateTimeFormat(this.locale, { month: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, month - 1, 1)));
  }

  birthday(month: number, day: number): string {
    return new Intl.DateTimeFormat(this.locale, { month: 'long', day: 'numeric', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, month - 1, day)));
  }

  /** A refusal in words; a code without words of its own gets the calm general ones. */
  error(error: RegularsError, values: Values = {}): string {
    const key = `error.${error.code}`;
    const params = Object.fromEntries(Object.entries(error.params).map(([k, v]) => [k, typeof v === 'number' ? this.number(v) : v]));
    return this.t(this.has(key) ? key : 'error.internal', { ...params, ...values });
  }
}

/** A true minus sign in the place of a hyphen: it is as wide as the plus. */
const minus = (text: string): string => text.replace('-', '\u2212');

/** ASCII digits from what was typed or pasted: spaces, hyphens and other digit shapes are forgiven. */
export function digits(text: string): string {
  return Array.from(text.normalize('NFKC'), asciiDigit).join('');
}

const ZEROS = [0x30, 0x660, 0x6f0, 0x966];

function asciiDigit(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  const zero = ZEROS.find((z) => code >= z && code <= z + 9);
  return zero === undefined ? '' : String(code - zero);
}
