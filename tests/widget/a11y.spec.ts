// Zero violations of WCAG 2.2 A and AA and of axe's best practices, in every view, in both directions
// of writing and both colour schemes.
import type { Locator, Page } from '@playwright/test';
import { asMember, call, EMAIL, expect, panel, ready, test, visit } from './fixtures.js';
import { entry } from './fake-backend.mjs';
import { violations } from '../axe.js';

async function clean(page: Page, what: string): Promise<void> {
  expect(await violations(page), what).toEqual([]);
}

for (const [lang, scheme] of [['en', 'light'], ['ar', 'dark']] as const) {
  const query = { lang, scheme, tag: 'data-popup="off"' };
  test.slow();

  test(`guest, ${lang}, ${scheme}`, async ({ page, shop }) => {
    await visit(page, shop, '/', { lang, scheme });
    await expect(page.locator('.popup')).toBeVisible();
    await clean(page, 'popup');
    await call(page, 'open');
    await expect(panel(page).locator('.reward').first()).toBeVisible();
    await clean(page, 'home');
    await call(page, 'open', 'join');
    await page.locator('summary').click();
    await clean(page, 'join');
    await page.locator('#email').fill('not an address');
    await page.locator('button[type=submit]').click();
    await clean(page, 'join refused');
    await page.locator('#email').fill(EMAIL);
    await page.locator('button[type=submit]').click();
    await expect(page.locator('#code')).toBeVisible();
    await clean(page, 'code');
    await call(page, 'open', 'sign-in');
    await clean(page, 'sign-in');
  });

  test(`member, ${lang}, ${scheme}`, async ({ page, context, shop }) => {
    const member = await asMember(context, shop, { available: 640, pending: 148, spend: 1_320_000 });
    entry(member, { kind: 'earned', units: 148, rule: 'base', order: 'o-1', pending: true,
      why: { kind: 'per_amount', base_minor: 118000, units: 1, per_minor: 1000, base_units: 118, multipliers: [{ source: 'tier', id: 'silver', multiplier: '1.25' }], rounding: 'floor', result: 148 } });
    await visit(page, shop, '/', query);
    await ready(page);
    for (const [view, sign] of [['home', '.balance'], ['rewards', '.reward'], ['redeem:off20', '.sum'], ['history', '.entries'], ['account', '#name'], ['vouchers', '.empty']] as const) {
      await call(page, 'open', view);
      await expect(panel(page).locator(sign).first()).toBeVisible();
      await clean(page, view);
    }
    await call(page, 'open', 'redeem:off20');
    await panel(page).locator('.buttons .btn').first().click();
    await expect(panel(page).locator('.ticket')).toBeVisible();
    await clean(page, 'redeemed');
    await call(page, 'open', 'vouchers');
    await expect(panel(page).locator('.ticket')).toBeVisible();
    await clean(page, 'vouchers');
  });

  test(`inline, ${lang}, ${scheme}`, async ({ page, shop }) => {
    await visit(page, shop, '/inline', query);
    await page.locator('regulars-product-points [aria-expanded]').click();
    await page.locator('regulars-cart-points [aria-expanded]').click();
    await expect(page.locator('.why')).toHaveCount(2);
    await clean(page, 'inline');
    await visit(page, shop, '/join', query);
    await expect(page.locator('#email')).toBeVisible();
    await clean(page, 'join');
    await page.evaluate((token) => { (window as unknown as { Regulars: { identify(token: string): void } }).Regulars.identify(token); }, `shop-token-of-${EMAIL}`);
    await expect(page.locator('#email')).toHaveCount(0);
    await clean(page, 'join, vouched for');
    await visit(page, shop, '/account', query);
    await expect(page.locator('regulars-panel .hero .btn')).toBeVisible();
    await clean(page, 'account');
  });
}

test('what fades in, also in a shadow tree, is looked at when it is there', async ({ page, shop }) => {
  await visit(page, shop, '/card');
  await page.evaluate(() => {
    const host = document.createElement('div');
    document.querySelector('main')?.append(host);
    const words = document.createElement('p');
    words.textContent = 'Late';
    host.attachShadow({ mode: 'open' }).append(words);
    words.animate([{ opacity: 0.2 }, { opacity: 0.2 }], 3000);
  });
  await clean(page, 'faded in');
});

test('right to left: the launcher stands at the other side, and nothing overflows', async ({ page, shop }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await visit(page, shop, '/inline', { lang: 'ar', tag: 'data-popup="off"' });
  await expect(page.locator('regulars-rewards .reward').first()).toBeVisible();
  await expect.poll(async () => (await page.locator('.pill').boundingBox())?.x).toBe(20);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await call(page, 'open');
  await expect(panel(page).locator('.root').first()).toHaveAttribute('dir', 'rtl');
});

// The page says which side is whose; the widget's own language may run the other way.
for (const lang of ['en', 'ar']) for (const spoken of ['en', 'ar']) for (const position of ['end', 'start']) {
  test(`a page in ${lang}, the widget in ${spoken}, at the ${position}: all stands in view at the page's side`, async ({ page, shop }) => {
    const left = (lang === 'ar') === (position === 'end');
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 740 });
      await visit(page, shop, '/', { lang, tag: `data-locale="${spoken}" data-position="${position}"` });
      await page.evaluate(() => { sessionStorage.clear(); });
      await page.reload();
      const stands = async (one: Locator, gap: number): Promise<void> => {
        await expect(async () => {
          const box = await one.boundingBox() ?? { x: NaN, width: NaN };
          expect(left ? box.x : width - box.x - box.width).toBeCloseTo(gap, 0);
          expect(box.x).toBeGreaterThanOrEqual(0);
          expect(box.x + box.width).toBeLessThanOrEqual(width);
        }).toPass();
      };
      await expect(page.locator('[data-regulars] .root').first()).toHaveAttribute('dir', spoken === 'ar' ? 'rtl' : 'ltr');
      await stands(page.locator('.popup'), 20);
      await stands(page.locator('.pill'), 20);
      await page.locator('.popup .btn.main').click();
      await expect(panel(page).locator('#email')).toBeVisible();
      await stands(page.locator('[data-regulars] dialog'), width === 360 ? 0 : 12);
      await page.locator('[data-regulars] dialog > .x').click();
      await page.locator('.pill').click();
      await expect(panel(page)).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });
}

test('forced colours: what is pressed has a border, what is focused an outline', async ({ page, shop }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await visit(page, shop);
  await ready(page);
  const pill = page.locator('.pill');
  await expect(pill).toHaveCSS('border-top-width', '1px');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(pill).toBeFocused();
  await expect(pill).toHaveCSS('outline-style', 'solid');
});
