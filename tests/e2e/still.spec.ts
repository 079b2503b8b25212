// Nothing of the shop's pages moves when the widget comes: for a guest, for a customer of the shop who is no member,
// for a member, and for a member who is a customer, on a phone, a tablet and a computer.
import type { Page } from '@playwright/test';
import { addToCart, expect, join, launcher, observeShifts, register, shifts, test, visit } from './fixtures.js';

test.use({ trace: 'off', screenshot: 'off' });

const SIZES = [[360, 740], [768, 1024], [1280, 800]] as const;
/** Each page, and what stands on it when all of the widget has come. */
const PAGES = [
  ['/account?lang=en', 'regulars-rewards li.reward'], ['/account?lang=vi', 'regulars-rewards li.reward'],
  ['/cart?lang=vi', 'regulars-cart-points .num'], ['/product/arabica-cau-dat?lang=vi', 'regulars-product-points .num'],
] as const;

/** What moved on each page at each width, in words. */
async function moved(page: Page): Promise<string[]> {
  const all: string[] = [];
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    for (const [path, there] of PAGES) {
      await page.goto(path);
      await expect(page.locator(there).first()).toBeVisible();
      await expect(launcher(page)).toBeVisible();
      await page.waitForTimeout(400);
      all.push(...(await shifts(page)).map((shift) => `${path} at ${String(width)}: ${shift}`));
    }
  }
  return all;
}

test('nothing moves for a guest, nor for a member', async ({ page, email }) => {
  await observeShifts(page);
  await addToCart(page, 'lotus-tea');
  const guest = await moved(page);
  await visit(page);
  await join(page, email);
  expect({ guest, member: await moved(page) }).toEqual({ guest: [], member: [] });
});

test('nothing moves for a customer of the shop, nor when she is a member', async ({ page, browser, email }) => {
  const context = await browser.newContext({ locale: 'en-GB' });
  const tab = await context.newPage();
  await observeShifts(tab);
  await visit(tab, '/account');
  await register(tab, email);
  await addToCart(tab, 'lotus-tea');
  const customer = await moved(tab);
  await visit(page);
  await join(page, email);
  expect({ customer, member: await moved(tab) }).toEqual({ customer: [], member: [] });
  await context.close();
});
