// What the elements say beside the launcher's words: sentences with elements in them, dates, rates, refusals.
import type { RegularsError } from '../client/errors.js';
import { Words } from './words.js';

export class I18n extends Words {
  /** The sentence cut at its placeholders, so that a value may be an element. */
  rich<T>(key: string, values: Readonly<Record<string, T>>): (T | string)[] {
    return this.t(key).split(/\{(\w+)\}/).map((part, i) => (i % 2 && Object.hasOwn(values, part) ? values[part] as T : part));
  }

  factor(decimal: string): string {
    return `×${new Intl.NumberFormat(this.locale, { maximumFractionDigits: 4 }).format(Number(decimal))}`;
  }

  percent(decimal: string): string {
    return new Intl.NumberFormat(this.locale, { style: 'percent', maximumFractionDigits: 2 }).format(Number(decimal) / 100);
  }

  /** A day of the programme ("2027-01-01") or an instant, as a date. */
  date(value: string): string {
    const day = value.length === 10;
    return new Intl.DateTimeFormat(this.locale, { dateStyle: 'long', ...(day ? { timeZone: 'UTC' } : {}) }).format(new Date(value));
  }

  number(n: number): string {
    return new Intl.NumberFormat(this.locale).format(n);
  }

  /** A refusal in words; a code without words of its own gets the calm general ones. */
  error({ code, params }: RegularsError): string {
    const key = [`error.${code}`, 'error.internal', 'away.text'].find((k) => this.has(k)) ?? '';
    return this.t(key, Object.fromEntries(Object.entries(params).map(([k, v]) => [k, typeof v === 'number' ? this.number(v) : v])));
  }
}
