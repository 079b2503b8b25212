// What the elements say beside the launcher's words: sentences with elements in them, dates, shares.
import { Words } from './words.js';

export class I18n extends Words {
  /** Where the programme's days begin and end; undefined: where the browser is. */
  zone: string | undefined;

  /** The sentence cut at its placeholders, so that a value may be an element. */
  rich<T>(key: string, values: Readonly<Record<string, T>>): (T | string)[] {
    return this.t(key).split(/\{(\w+)\}/).map((part, i) => (i % 2 && Object.hasOwn(values, part) ? values[part] as T : part));
  }

  percent(decimal: string): string {
    return new Intl.NumberFormat(this.tag, { style: 'percent', maximumFractionDigits: 2 }).format(Number(decimal) / 100);
  }

  /** A day of the programme ("2027-01-01"), or the day there at this instant. */
  date(value: string): string {
    return this.#day(value.length === 10 ? 'UTC' : this.zone).format(new Date(value));
  }

  /** A zone that this browser does not know is taken for its own. */
  #day(timeZone?: string): Intl.DateTimeFormat {
    try {
      return new Intl.DateTimeFormat(this.tag, { dateStyle: 'long', timeZone });
    } catch {
      return this.#day();
    }
  }
}
