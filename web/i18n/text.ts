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

export function plural(forms: Plural, n: number, locale: string): string {
  const form = forms[new Intl.PluralRules(locale).select(n)] ?? forms['other'] ?? '{n}';
  return fill(form, { n: new Intl.NumberFormat(locale).format(n) });
}
