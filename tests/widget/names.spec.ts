// Names as long as a programme may have: read whole, on cards of one height, and nothing moves when they come.
import type { Page } from '@playwright/test';
import { asMember, call, expect, panel, test, visit, type Shop } from './fixtures.js';
import { entry } from './fake-backend.mjs';
import { limits } from '../../web/generated/limits.js';

const WORDS = {
  en: 'A weekend at the roastery in the highlands with breakfast, tasting and the way there and back for two',
  vi: 'Một ngày cuối tuần tại xưởng rang ở vùng cao nguyên kèm bữa sáng, thử cà phê và xe đưa đón cho hai người',
  ar: 'عطلة نهاية أسبوع في محمصة المرتفعات مع الإفطار وجلسة تذوق والمواصلات ذهابًا وإيابًا لشخصين',
};
/** One of usual length, a long one, and one as long as the schema allows. */
const named = (lang: keyof typeof WORDS, i: number): string => {
  const words = WORDS[lang];
  return [words.slice(0, 24).trim(), words, `${words} ${words} ${words}`.slice(0, limits.name_length)][i % 3] ?? '';
};

async function serve(page: Page, lang: keyof typeof WORDS): Promise<void> {
  await page.route('**/v1/programme/shown*', async (route) => {
    const response = await route.fetch();
    const programme = await response.json() as { rewards: { name: object }[] };
    for (const [i, reward] of programme.rewards.entries()) reward.name = { [lang]: named(lang, i) };
    await route.fulfill({ response, json: programme });
  });
  await page.addInitScript(() => {
    Object.assign(window, { shift: 0 });
    new PerformanceObserver((list) => {
      for (const e of list.getEntries()) (window as unknown as { shift: number }).shift += (e as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

interface Card { height: number; clipped: boolean; overlap: boolean; outside: boolean }

const cards = (page: Page): Promise<Card[]> => page.locator('regulars-rewards .reward').evaluateAll((all) => all.map((card) => {
  const box = (selector: string): DOMRect => card.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect();
  const [whole, name, words, foot] = [card.getBoundingClientRect(), box('h3'), box('.words'), box('.foot')];
  return {
    height: Math.round(whole.height), clipped: name.bottom > words.bottom + 1 || name.width > words.width + 1,
    overlap: name.bottom > foot.top + 1, outside: foot.bottom > whole.bottom + 1,
  };
}));

/** Cards are laid out when they come near the window (content-visibility), so this looks again until all of them are. */
async function settled(page: Page, want: Partial<Card>): Promise<void> {
  await expect(async () => {
    const found = await cards(page);
    expect(found.length).toBeGreaterThan(4);
    for (const card of found) expect(card).toMatchObject(want);
  }).toPass();
}

async function read(page: Page, shop: Shop, lang: keyof typeof WORDS): Promise<void> {
  await serve(page, lang);
  await visit(page, shop, '/inline', { lang, tag: 'data-popup="off"' });
  await settled(page, { height: 228, clipped: false, overlap: false, outside: false });
  expect(await page.evaluate(() => (window as unknown as { shift: number }).shift)).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(page.viewportSize()?.width);
}

for (const lang of ['en', 'vi', 'ar'] as const) {
  for (const width of [360, 1280]) {
    test(`rewards with long names, ${lang}, ${width} pixels: a guest's and a member's`, async ({ page, context, shop }) => {
      await page.setViewportSize({ width, height: 800 });
      await read(page, shop, lang);
      await asMember(context, shop, { available: 640, spend: 1_320_000 });
      await read(page, shop, lang);
      await call(page, 'open', 'rewards');
      await expect(panel(page).locator('.reward').first()).toBeVisible();
      await settled(page, { clipped: false, overlap: false, outside: false });
    });
  }
}

test.describe('what the engine notes is said in words', () => {
  for (const [lang, gift, idle] of [['en', 'For reaching Light roast', 'No purchase for a long time.'], ['vi', 'Quà lên hạng Rang Nhẹ', 'Đã lâu không có đơn hàng nào.'],
    ['ar', 'لبلوغ فئة تحميص خفيف', 'لم تكن هناك مشتريات منذ مدة طويلة.']] as const) {
    test(`a gift for a tier, points that ended, ${lang}`, async ({ page, context, shop }) => {
      const member = await asMember(context, shop, { available: 640 });
      const why = { kind: 'tier_entered', base_minor: 0, units: 50, per_minor: 0, base_units: 0, multipliers: [], rounding: '', result: 50 };
      entry(member, { kind: 'earned', units: 50, rule: 'tier:silver', why });
      entry(member, { kind: 'expired', units: -20, why: { ...why, kind: 'expiry', note: 'inactivity' } });
      entry(member, { kind: 'corrected', units: 5, why: { ...why, kind: 'late_event', note: 'order-7' } });
      await visit(page, shop, '/', { lang, tag: 'data-popup="off"' });
      await call(page, 'open', 'history');
      await expect(panel(page).locator('.entries')).toContainText(gift);
      await expect(panel(page).locator('.entries')).toContainText(idle);
      await expect(panel(page).locator('.entries')).not.toContainText(/tier:|inactivity|order-7/);
    });
  }
});

test('a campaign says what it brought, not a factor that only some lines had', async ({ page, context, shop }) => {
  const member = await asMember(context, shop, { available: 640 });
  const why = (result: number, ...multipliers: object[]): object => ({ kind: 'per_amount', base_minor: 263_000, units: 1, per_minor: 1000, base_units: 263, multipliers, rounding: 'floor', result });
  const campaign = (id: string, multiplier: string): object => ({ source: 'campaign', id, multiplier });
  entry(member, { kind: 'earned', units: 408, rule: 'base', why: why(408, campaign('double', '2')) });
  entry(member, { kind: 'earned', units: 1052, rule: 'base', why: why(1052, campaign('double', '2'), campaign('triple', '3')) });
  entry(member, { kind: 'earned', units: 326, rule: 'base', why: { ...why(326, { source: 'tier', id: 'silver', multiplier: '1.25' }, campaign('double', '2')), base_minor: 145_000, base_units: 145 } });
  entry(member, { kind: 'earned', units: 150, rule: 'base', why: { ...why(150, { source: 'tier', id: 'silver', multiplier: '1.25' }, campaign('double', '2')), base_minor: 145_000, base_units: 145, capped_by: 'day' } });
  entry(member, { kind: 'earned', units: 328, rule: 'base', why: why(328, { source: 'tier', id: 'silver', multiplier: '1.25' }) });
  await page.route('**/programme/shown*', async (route) => {
    const response = await route.fetch();
    const campaigns = [{ id: 'double', name: { en: 'Double points' } }, { id: 'triple', name: { en: 'Triple points' } }];
    await route.fulfill({ response, json: { ...await response.json() as object, campaigns } });
  });
  await visit(page, shop, '/', { lang: 'en', tag: 'data-popup="off"' });
  await call(page, 'open', 'history');
  const entries = panel(page).locator('.entries');
  await expect(entries).toContainText('263 points');
  for (const said of ['Double points: +145 points', 'Double points, Triple points: +789 points', '×1.25 = 328 points', 'Light roast ×1.25 = 181 points', 'Double points: +145 points', 'Light roast ×1.25, Double points: +5 points']) await expect(entries).toContainText(said);
  await expect(entries).not.toContainText(/×[23]/);
  await visit(page, shop, '/', { lang: 'ar', tag: 'data-popup="off"' });
  await call(page, 'open', 'history');
  await expect(entries).toContainText('\u200e+145');
});
