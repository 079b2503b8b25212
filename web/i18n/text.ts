// The small tools of all words: choosing a language, filling in, counting.
import type { Text } from '../client/types.js';

export type Plural = Readonly<Record<string, string>>;

/** The merchant's words in this locale, else in any that there is. */
export function pick(text: Text, locale: string): string {
  return text[locale] ?? text['en'] ?? Object.values(text)[0] ?? '';
}

export const direction = (locale: string): 'rtl' | 'ltr' => (locale === 'ar' ? 'rtl' : 'ltr');

export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, key: string) => (Object.hasOwn(values, key) ? values[key] ?? whole : whole));
}

/** `scale`: decimals that the whole number stands for. */
export function plural(forms: Plural, n: number, locale: string, scale = 0): string {
  const value = n / 10 ** scale;
  const form = forms[new Intl.PluralRules(locale).select(Math.abs(value))] ?? forms['other'] ?? '{n}';
  return fill(form, { n: new Intl.NumberFormat(locale, { maximumFractionDigits: scale }).format(value) });
}
