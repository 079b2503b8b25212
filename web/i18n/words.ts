// Words, counts, money and times in the shopper's language: what the launcher needs of them, and what
// all other words build on. A word is a sentence with {placeholders}, or its plural forms.
import type { Counted, Currency, Text } from '../client/types.js';
import { direction, fill, pick, plural, type Plural } from './text.js';

export type Wordlist = Readonly<Record<string, string | Plural>>;
export type Values = Readonly<Record<string, string>>;

export class Words {
  readonly locale: string;
  /** The locale in which figures and dates are written. */
  readonly tag: string;
  readonly dir: 'rtl' | 'ltr';
  readonly #words: Map<string, string | Plural> = new Map();
  readonly #currency: Currency;

  /** `words`: parts of a locale's file, or other words that these build on; `wished`: the page's language tag. */
  constructor(locale: string, words: Wordlist | Words, currency: Currency, wished = '') {
    this.locale = locale;
    // Browsers disagree about the digits of plain `ar`. The large shops of the Gulf, of Egypt and of the Maghreb write 0 to 9
    // in Arabic too, as do prices on the shop's own page mostly; whoever wants others says so: `ar-EG-u-nu-arab`.
    this.tag = words instanceof Words ? words.tag : `${locale}-u-nu-${/-nu-([a-z]{3,8})/.exec(wished)?.[1] ?? 'latn'}`;
    this.dir = direction(locale);
    this.#currency = currency;
    if (words instanceof Words) this.#words = new Map(words.#words);
    else this.add(words);
  }

  add(words: Wordlist): void {
    for (const [key, word] of Object.entries(words)) this.#words.set(key, word);
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
    return typeof forms === 'object' ? plural(forms, n, this.tag, scale) : key;
  }

  text(text: Text): string {
    return pick(text, this.locale);
  }

  money(minor: number, more: Intl.NumberFormatOptions = {}): string {
    const { code, exponent } = this.#currency;
    const whole = minor % 10 ** exponent === 0;
    return new Intl.NumberFormat(this.tag, {
      style: 'currency', currency: code, minimumFractionDigits: whole ? 0 : exponent, maximumFractionDigits: exponent, ...more,
    }).format(minor / 10 ** exponent);
  }

  /** "1,200 points", "3 stamps", or money. */
  units(n: number, { unit, scale }: Counted): string {
    return minus(unit === 'money' ? this.money(n) : this.count(`unit.${unit}`, n, scale));
  }

  time(value: string): string {
    return new Intl.DateTimeFormat(this.tag, { hour: 'numeric', minute: '2-digit' }).format(new Date(value));
  }
}

/** A true minus sign in the place of a hyphen: it is as wide as the plus. */
export const minus = (text: string): string => text.replace('-', '\u2212');
