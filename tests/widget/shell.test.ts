// The small decisions: when to invite, what a theme may say, which cart and which link is one.
import { existsSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { lastKnown, memberHint, popupMemory } from '../../web/shell/memory.js';
import { mayInvite, type Circumstances } from '../../web/shell/manners.js';
import { readableOn, tokens } from '../../web/shell/theme.js';
import { readCart } from '../../web/widget/cart.js';
import { safeLink } from '../../web/widget/panel/link.js';
import { redemptionId } from '../../web/widget/panel/redemption-id.js';

afterEach(() => vi.unstubAllGlobals());

const DAY = 86_400_000;
const fine: Circumstances = { enabled: true, member: false, checkout: false, dismissedAt: 0, seenInThisTab: false, quietDays: 14, now: 1_000 * DAY };

test.each<[string, Partial<Circumstances>, boolean]>([
  ['switched off', { enabled: false }, false],
  ['a member', { member: true }, false],
  ['a checkout', { checkout: true }, false],
  ['seen in this tab', { seenInThisTab: true }, false],
  ['dismissed today', { dismissedAt: 1_000 * DAY - 1 }, false],
  ['a moment before the quiet days end', { dismissedAt: 986 * DAY + 1 }, false],
  ['the quiet days are over', { dismissedAt: 986 * DAY }, true],
  ['the clock was set back since', { dismissedAt: 1_001 * DAY }, true],
  ['a first visit', {}, true],
])('invitation: %s', (_, change, expected) => expect(mayInvite({ ...fine, ...change })).toBe(expected));

describe('theme', () => {
  test.each([
    ['#abc', '#aabbcc'], ['#A03F22', '#a03f22'], ['red', undefined], ['url(http://evil/)', undefined], ['#12345', undefined],
    ['#aabbcc;}', undefined], ['var(--x)', undefined], [7, undefined],
  ])('a colour %s is %s', (value, expected) => expect(tokens({ surface: value })['surface']).toBe(expected));

  test('lengths are whole and small; unknown names are nothing', () => {
    expect(tokens({ radius_px: 14, offset_block_px: 9000, offset_inline_px: -3, size_px: 3, radius: 1.5 })).toEqual({ radius: '14px', 'offset-block': '64px', 'offset-inline': '0px' });
  });

  test('an accent alone brings words that can be read on it', () => {
    expect(tokens({ accent: '#ffd54a' })['on-accent']).toBe('#1c1512');
    expect(tokens({ accent: '#7d3a1e' })['on-accent']).toBe('#ffffff');
    expect(tokens({ accent: '#7d3a1e', on_accent: '#eeeeee' })['on-accent']).toBe('#eeeeee');
    expect([readableOn('#000000'), readableOn('#ffffff')]).toEqual(['#ffffff', '#1c1512']);
  });

  test("a surface says how the browser's own controls look on it", () => {
    expect([tokens({ surface: '#fffdfa' })['scheme'], tokens({ surface: '#1d1916' })['scheme'], tokens({})['scheme']]).toEqual(['light', 'dark', undefined]);
  });
});

describe('cart', () => {
  const line = { id: '1', sku: 'a', quantity: 2, amount_minor: 100 };
  test('known members pass, all else is left behind', () => {
    expect(readCart({ lines: [{ ...line, tags: ['new'], gift_card: true, discount_minor: 5, name: 'x' }], coupon: 'y' }, 'VND')).toEqual({
      currency: 'VND', channel: 'web', lines: [{ ...line, tags: ['new'], gift_card: true, discount_minor: 5 }], shipping_minor: 0, shipping_tax_minor: 0 });
  });
  test.each([[null], [{}], [{ lines: [] }], [{ lines: [{ ...line, amount_minor: 1.5 }] }], [{ lines: [{ ...line, amount_minor: '100' }] }], [{ lines: [{ ...line, quantity: NaN }] }], ['[]']])(
    'no cart: %j', (value) => expect(readCart(value, 'VND')).toBeNull());
});

describe('links', () => {
  test('https, or a path of this site, as it was parsed', () => {
    vi.stubGlobal('location', new URL('https://shop.example/page'));
    expect([safeLink('/terms'), safeLink('https://law.example/t'), safeLink(null), safeLink('http://law.example/'), safeLink('https://a@evil.example')])
      .toEqual(['https://shop.example/terms', 'https://law.example/t', null, null, null]);
  });

  const corpus = `${process.env['SHARED'] ?? new URL('../../../shared', import.meta.url).pathname}/vectors/url-schemes.json`;
  test.skipIf(!existsSync(corpus))('nothing that a browser reads as a script gets through', () => {
    vi.stubGlobal('location', new URL('https://shop.example/page'));
    const text = readFileSync(corpus, 'utf8');
    const strings = [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([whole]) => JSON.parse(whole) as string);
    expect(strings.length).toBeGreaterThan(100);
    for (const string of strings) expect(safeLink(string) ?? 'https:').toMatch(/^https:/);
  });
});

describe('what the browser keeps', () => {
  test('a browser that forbids storage: nothing is kept, nothing breaks', () => {
    const no = new Proxy({}, { get() { throw new DOMException('denied', 'SecurityError'); } });
    vi.stubGlobal('localStorage', no);
    vi.stubGlobal('sessionStorage', no);
    memberHint.set(true);
    popupMemory.dismiss(1);
    lastKnown.set({ units: 1, at: 'x' });
    expect([memberHint.get(), popupMemory.dismissedAt(), popupMemory.seen(), lastKnown.get()]).toEqual([true, 0, true, null]);
    memberHint.set(false);
    expect(memberHint.get()).toBe(false);
    const { id, settled } = redemptionId('m-1', 'off20');
    expect(redemptionId('m-1', 'off20').id).toBe(id);
    settled();
    expect(redemptionId('m-1', 'off20').id).not.toBe(id);
  });

  test('the last balance is a number and a time, or nothing', () => {
    const kept = new Map<string, string>();
    vi.stubGlobal('sessionStorage', { getItem: (k: string) => kept.get(k) ?? null, setItem: (k: string, v: string) => kept.set(k, v), removeItem: (k: string) => kept.delete(k) });
    lastKnown.set({ units: 640, at: '2026-11-22T05:00:00.000Z' });
    expect(lastKnown.get()).toEqual({ units: 640, at: '2026-11-22T05:00:00.000Z' });
    for (const bad of ['', 'x y', '640', '1.5 2026-11-22T05:00:00.000Z', '{}']) {
      kept.set('regulars.last', bad);
      expect(lastKnown.get()).toBeNull();
    }
  });

  test('a redemption id is a UUID, outlives the page, and goes with its own answer alone', async () => {
    const kept = new Map<string, string>();
    vi.stubGlobal('sessionStorage', { getItem: (k: string) => kept.get(k) ?? null, setItem: (k: string, v: string) => kept.set(k, v), removeItem: (k: string) => kept.delete(k) });
    const page = async (): Promise<typeof redemptionId> => {
      vi.resetModules();
      return (await import('../../web/widget/panel/redemption-id.js')).redemptionId;
    };
    let ask = await page();
    const mug = ask('m 1', 'mug');
    expect(mug.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const others = [ask('m 1', 'filter'), ask('m-2', 'mug')];
    expect(new Set([mug, ...others].map(({ id }) => id)).size).toBe(3);
    for (const { settled } of others) settled();
    ask = await page();
    expect(ask('m 1', 'mug').id).toBe(mug.id);
    expect(others.map(({ id }) => id)).not.toContain(ask('m 1', 'filter').id);
    for (let i = 0; i < 300; i++) ask('m 1', `r${i}`);
    expect(kept.get('regulars.redeeming')?.split(' ')).toHaveLength(2 * 128);
    kept.set('regulars.redeeming', 'x y mug 1');
    ask = await page();
    expect(ask('m 1', 'mug').id).toMatch(/^[0-9a-f-]{36}$/);
  });
});
