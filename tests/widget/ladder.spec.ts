// The ladder of a programme with more levels than three: all names where there is room, no two of them in one place.
import type { Page } from '@playwright/test';
import { asMember, expect, test, visit } from './fixtures.js';

const NAMES = {
  en: ['Green bean', 'Light roast', 'Medium roast', 'Dark roast', 'Espresso', 'Master of the roast'],
  vi: ['Hạt Xanh', 'Rang Nhẹ', 'Rang Vừa Tay', 'Rang Đậm', 'Cà Phê Phin', 'Bậc Thầy Rang Xay'],
  ar: ['حبة خضراء', 'تحميص خفيف', 'تحميص متوسط', 'تحميص داكن', 'إسبريسو', 'سيد التحميص'],
};

/** The member is on the second level. */
async function serve(page: Page, lang: keyof typeof NAMES, levels: number): Promise<void> {
  await page.route('**/v1/programme/shown*', async (route) => {
    const response = await route.fetch();
    const shown = await response.json() as { tiers: { levels: object[] } };
    shown.tiers.levels = ['member', 'silver', 'gold', 'four', 'five', 'six'].slice(0, levels).map((id, i) =>
      ({ id, name: { [lang]: NAMES[lang][i] ?? '' }, qualify: i === 0 ? [] : [{ metric: 'spend', at_least: 1_000_000 * (2 * i - 1) }] }));
    await route.fulfill({ response, json: shown });
  });
}

interface Place { text: string; left: number; right: number; bottom: number }

/** Where the words of each name stand, as they are seen. */
const names = (page: Page): Promise<Place[]> => page.locator('regulars-tier-progress .name b').evaluateAll((all) => all.filter((name) => name.checkVisibility()).map((name) => {
  const range = document.createRange();
  range.selectNodeContents(name);
  const { left, right, bottom } = range.getBoundingClientRect();
  return { text: name.textContent, left, right, bottom };
}));

for (const lang of ['en', 'vi', 'ar'] as const) for (const [width, levels, guest, member] of [[360, 4, 4, 4], [360, 6, 2, 2], [1280, 4, 4, 4], [1280, 6, 6, 6]] as const) {
  test(`${levels} levels, ${lang}, ${width} pixels`, async ({ page, context, shop }, testInfo) => {
    await page.setViewportSize({ width, height: 740 });
    await serve(page, lang, levels);
    const ladder = page.locator('regulars-tier-progress');
    const look = async (expected: number, who: string): Promise<void> => {
      await visit(page, shop, '/inline', { lang, tag: 'data-popup="off"' });
      await expect(ladder.locator('.dot').first()).toBeVisible();
      // It scrolls there.
      await ladder.screenshot({ path: testInfo.outputPath(`${who}.png`) });
      const seen = await names(page);
      expect(seen.map(({ text }) => text), who).toHaveLength(expected);
      const card = await ladder.locator('.card').boundingBox() ?? { x: NaN, width: NaN };
      const under = await ladder.locator('.ladder').boundingBox() ?? { y: NaN, height: NaN };
      const sorted = seen.sort((a, b) => a.left - b.left);
      for (const [i, { left, right, bottom, text }] of sorted.entries()) {
        expect(left, text).toBeGreaterThanOrEqual(i === 0 ? card.x : sorted[i - 1]!.right);
        expect(bottom, text).toBeLessThanOrEqual(under.y + under.height + 1);
        expect(right, text).toBeLessThanOrEqual(card.x + card.width);
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    };
    await look(guest, 'guest');
    await asMember(context, shop, { spend: 1_320_000 });
    await look(member, 'member');
  });
}
