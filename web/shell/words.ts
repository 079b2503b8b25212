// The few words that the launcher and the popup need, in every locale, so that no request is spent
// on them. They come from the `shell.*` keys of web/i18n/locales (see web/build.mjs).
import WORDS from 'virtual:shell-words';
import type { Counted, Currency } from '../client/types.js';
import { fill, plural, type Plural } from '../i18n/text.js';

export type Words = Readonly<Record<string, string | Plural>>;

export const LOCALES: readonly string[] = Object.keys(WORDS);

/** The first locale that the widget speaks: as wished, as the programme prefers, English. */
export function chooseLocale(wished: string, programme: readonly string[]): string {
  const candidates = [wished, wished.split('-')[0] ?? '', ...programme, 'en'];
  return candidates.find((c) => LOCALES.includes(c)) ?? 'en';
}

export class ShellWords {
  readonly #words: Words;
  readonly locale: string;

  constructor(locale: string) {
    this.locale = locale;
    this.#words = WORDS[locale] ?? WORDS['en'] ?? {};
  }

  say(key: string, values: Readonly<Record<string, string>> = {}): string {
    const word = this.#words[key];
    return typeof word === 'string' ? fill(word, values) : key;
  }

  /** "1,200 points", "3 stamps", or money. */
  units(n: number, { unit, scale }: Counted, currency: Currency): string {
    if (unit === 'money') {
      return new Intl.NumberFormat(this.locale, { style: 'currency', currency: currency.code }).format(n / 10 ** currency.exponent);
    }
    const forms = this.#words[unit];
    return typeof forms === 'object' ? plural(forms, n, this.locale, scale) : String(n);
  }

  time(at: string): string {
    return new Intl.DateTimeFormat(this.locale, { hour: 'numeric', minute: '2-digit' }).format(new Date(at));
  }
}
