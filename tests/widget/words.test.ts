// Every locale says everything, with the same blanks, and everything that is said is in use.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { RegularsError } from '../../web/client/errors.js';
import { I18n } from '../../web/i18n/i18n.js';
import { digits, numbers, refusal } from '../../web/widget/panel/say.js';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
type Word = string | Record<string, string>;
const LOCALES = Object.fromEntries(readdirSync(new URL('web/i18n/locales', ROOT))
  .map((file) => [file.replace('.json', ''), all(JSON.parse(read(`web/i18n/locales/${file}`)) as Record<string, Record<string, Word>>)]));
const en = LOCALES['en'] ?? {};

/** A file's three parts (what comes with the shell, with the elements, with the panel) as one; no key is said twice. */
function all({ shell, page, panel }: Record<string, Record<string, Word>>): Record<string, Word> {
  const whole = { ...shell, ...page, ...panel };
  expect(Object.keys(whole)).toHaveLength([shell, page, panel].flatMap((part) => Object.keys(part ?? {})).length);
  return whole;
}

const blanks = (word: Word): string[] => {
  const text = typeof word === 'string' ? word : word['other'] ?? '';
  return [...text.matchAll(/\{\w+\}/g)].map(([blank]) => blank).sort();
};

describe.each(Object.keys(LOCALES))('%s', (locale) => {
  const words = LOCALES[locale] ?? {};

  test('has the keys of English, with the same blanks', () => {
    expect(Object.keys(words).sort()).toEqual(Object.keys(en).sort());
    for (const [key, word] of Object.entries(words)) expect([key, blanks(word)]).toEqual([key, blanks(en[key] ?? '')]);
  });

  test('has every plural form that its language knows, and leaves nothing blank', () => {
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    for (const [key, word] of Object.entries(words)) {
      if (typeof word === 'object') expect([key, Object.keys(word).sort()]).toEqual([key, [...forms].sort()]);
      for (const text of typeof word === 'string' ? [word] : Object.values(word)) expect(text.trim()).not.toBe('');
    }
  });
});

test('every key that the code names exists, and every key is named', () => {
  const code = readdirSync(new URL('web', ROOT), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts')).map((file) => read(`web/${file}`)).join('\n');
  const named = new Set([...code.matchAll(/'([a-z_]+(?:\.[a-z_]+)*)'/g)].map(([, key]) => key ?? ''));
  // Keys that are put together: `error.${code}`, `nav.${tab}` and their like.
  const families = ['error.', 'nav.', 'history.', 'voucher.', 'rewards.', 'why.', 'unit.'];
  const unused = Object.keys(en).filter((key) => !named.has(key) && !families.some((f) => key.startsWith(f)));
  expect(unused).toEqual([]);
  const missing = [...code.matchAll(/i18n\.(?:t|count|rich)\('([^']+)'/g)].map(([, key]) => key ?? '').filter((key) => !(key in en));
  expect(missing).toEqual([]);
});

describe('refusals', () => {
  // What only a merchant's own code or document can be told; a shopper gets the general words.
  const MERCHANT = new Set(['amount_mismatch', 'late_event', 'too_far_ahead', 'unknown_order', 'order_not_attached', 'refund_exceeds_order',
    'order_already_refunded', 'unknown_action', 'duplicate_receipt', 'unknown_line', 'redemption_not_attached', 'redemption_used', 'unknown_wallet', 'unknown_tier',
    'unknown_plan', 'plan_not_active', 'plan_already_active', 'plan_used', 'fee_mismatch', 'same_member', 'already_merged', 'request_malformed', 'route_unknown', 'not_found',
    'method_not_allowed', 'media_type_unsupported', 'parameter_invalid', 'key_invalid', 'signature_invalid', 'signature_missing', 'signature_expired',
    'webhook_type_unknown', 'program_invalid']);
  const codes = (JSON.parse(read('schema/codes.json')) as { codes: Record<string, { group: string; params: Record<string, string> }> }).codes;

  test('each code that a shopper can meet has words, and every code of the words exists', () => {
    const met = Object.entries(codes).filter(([code, { group }]) => ['event', 'voucher', 'api'].includes(group) && !MERCHANT.has(code)).map(([code]) => code);
    expect(met.filter((code) => !(`error.${code}` in en))).toEqual([]);
    const ours = ['offline', 'timeout', 'garbage'];
    const written = Object.keys(en).filter((key) => key.startsWith('error.')).map((key) => key.slice('error.'.length));
    expect(written.filter((code) => !(code in codes) && !ours.includes(code))).toEqual([]);
    expect([...MERCHANT].filter((code) => !(code in codes))).toEqual([]);
  });

  test('blanks in the words are parameters of the code', () => {
    for (const [key, word] of Object.entries(en).filter(([k]) => k.startsWith('error.'))) {
      for (const blank of blanks(word)) expect(Object.keys(codes[key.slice('error.'.length)]?.params ?? {})).toContain(blank.slice(1, -1));
    }
  });

  test('numbers are written in the shopper\'s way, and a code without words gets the calm general ones', () => {
    const i18n = new I18n('vi', LOCALES['vi'] ?? {}, { code: 'VND', exponent: 0 });
    expect(refusal(i18n, new RegularsError('insufficient_points', '', { missing: 1200 }))).toBe('Bạn còn thiếu 1.200 điểm.');
    expect(refusal(i18n, new RegularsError('made_up'))).toBe(i18n.t('error.internal'));
  });
});

describe('amounts and days', () => {
  const of = (locale: string, code = 'VND', exponent = 0): I18n => new I18n(locale, LOCALES[locale] ?? {}, { code, exponent });

  test.each([
    ['en', 1, '1 point'], ['en', 1200, '1,200 points'], ['en', -200, '−200 points'], ['vi', 1200, '1.200 điểm'],
    ['en', 1000, '1,000 points'], ['ar', 1, 'نقطة واحدة'], ['ar', 2, 'نقطتان'], ['ar', 3, '3 نقاط'], ['ar', 11, '11 نقطة'],
  ])('%s: %i points', (locale, n, words) => expect(of(locale).units(n, { unit: 'points', scale: 0 })).toBe(words));

  test.each([
    ['en', 'USD', 2, 4990, '$49.90'], ['en', 'USD', 2, 5000, '$50'], ['en', 'VND', 0, 118000, '₫118,000'], ['vi', 'VND', 0, 118000, '118.000 ₫'],
  ])('%s: %s with %i decimals', (locale, code, exponent, minor, words) => {
    expect(of(locale, code, exponent).money(minor).replace(/\u00a0/g, ' ')).toBe(words);
  });

  test.each([
    ['', '1,200 نقطة'], ['ar-EG', '1,200 نقطة'], ['ar-EG-u-nu-arab', '١٬٢٠٠ نقطة'], ['ar-u-ca-gregory-nu-arabext', '۱٬۲۰۰ نقطة'], ['ar-u-nu-0', '1,200 نقطة'],
  ])('the digits of Arabic are those of every browser, or those that the page asks for: %s', (wished, words) => {
    const i18n = new I18n('ar', LOCALES['ar'] ?? {}, { code: 'VND', exponent: 0 }, wished);
    for (const one of [i18n, new I18n('ar', i18n, { code: 'VND', exponent: 0 })]) expect(one.units(1200, { unit: 'points', scale: 0 })).toBe(words);
  });

  test('a wallet with decimals', () => expect([125, 100, -50].map((n) => of('en').units(n, { unit: 'points', scale: 2 }))).toEqual(['1.25 points', '1 point', '−0.5 points']));

  test('a day of the programme is that day everywhere', () => {
    expect(of('en').date('2027-01-01')).toBe('January 1, 2027');
  });

  test('numbers of a name are read in any script, with any mark between thousands', () => {
    expect(['التسوق: نقطة لكل 1000 دونغ', '1 điểm cho mỗi 1.000 ₫', '₫1,000', '١٬٠٠٠', '1\u202f000 for 2', '1, 2 and 1.5'].map(numbers))
      .toEqual([[1000], [1, 1000], [1000], [1000], [1000, 2], [1, 2, 1, 5]]);
  });

  test('digits of a code are read in any script', () => {
    expect(['12 34-56', '١٢٣٤٥٦', '１２３４５６', 'a1b2c3']).toSatisfy((all: string[]) => all.map(digits).join() === '123456,123456,123456,123');
  });

  test('a value of a sentence may be anything, and what is not given stays a blank', () => {
    expect(of('en').rich('tier.left', { amount: 7 })).toEqual(['', 7, ' to ', 'tier', '']);
  });
});
