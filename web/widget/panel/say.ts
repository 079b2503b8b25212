// Words that only the panel says and reads: signed amounts, factors, months, refusals, digits of a code.
import type { RegularsError } from '../../client/errors.js';
import type { Counted } from '../../client/types.js';
import type { I18n } from '../../i18n/i18n.js';
import { minus } from '../../i18n/words.js';

/** "+61" and "-500", with a true minus sign. */
export function signed(i18n: I18n, n: number, { unit, scale }: Counted): string {
  if (unit === 'money') return minus(i18n.money(n, { signDisplay: 'exceptZero' }));
  return minus(new Intl.NumberFormat(i18n.tag, { signDisplay: 'exceptZero', maximumFractionDigits: scale }).format(n / 10 ** scale));
}

export const plain = (i18n: I18n, n: number): string => new Intl.NumberFormat(i18n.tag).format(n);

export const factor = (i18n: I18n, decimal: string): string => `×${new Intl.NumberFormat(i18n.tag, { maximumFractionDigits: 4 }).format(Number(decimal))}`;

export const month = (i18n: I18n, n: number): string =>
  new Intl.DateTimeFormat(i18n.tag, { month: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, n - 1, 1)));

/** A refusal in words; a code without words of its own gets the calm general ones. */
export function refusal(i18n: I18n, { code, params }: RegularsError): string {
  const key = `error.${code}`;
  return i18n.t(i18n.has(key) ? key : 'error.internal',
    Object.fromEntries(Object.entries(params).map(([k, v]) => [k, typeof v === 'number' ? plain(i18n, v) : v])));
}

/** ASCII digits from what was typed or pasted: spaces, hyphens and other digit shapes are forgiven. */
export function digits(text: string): string {
  return Array.from(text.normalize('NFKC'), asciiDigit).join('');
}

/** The whole numbers in a text, in whichever digits and with whatever stands between its thousands. */
export function numbers(text: string): number[] {
  const ascii = Array.from(text, (char) => asciiDigit(char) || char).join('');
  return (ascii.replace(/(?<=\d)[.,٬\s](?=\d{3}(?!\d))/g, '').match(/\d+/g) ?? []).map(Number);
}

const ZEROS = [0x30, 0x660, 0x6f0, 0x966];

function asciiDigit(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  const zero = ZEROS.find((z) => code >= z && code <= z + 9);
  return zero === undefined ? '' : String(code - zero);
}
