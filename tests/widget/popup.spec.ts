// The manners of the invitation to join.
import { asMember, expect, launcher, panel, ready, test, visit } from './fixtures.js';

const SHOWN = {};

test('it waits, takes no focus, and goes by cross, by Escape and by "Not now"', async ({ page, shop }) => {
  shop.world.config.popup.delay_seconds = 60;
  await page.clock.install();
  for (const dismiss of ['Close', 'Escape', 'Not now']) {
    await visit(page, shop, '/', SHOWN);
    await page.evaluate(() => { localStorage.clear(); sessionStorage.clear(); });
    await page.reload();
    await page.locator('#shop-button').focus();
    await ready(page);
    await expect(launcher(page)).toBeVisible();
    await expect(page.locator('.popup')).toHaveCount(0);
    await page.clock.runFor(61_000);
    await expect(page.getByRole('dialog', { name: '100 points are waiting for you' })).toBeVisible();
    await expect(page.locator('#shop-button')).toBeFocused();
    if (dismiss === 'Escape') await page.keyboard.press('Escape');
    else await page.getByRole('button', { name: dismiss }).click();
    await expect(page.locator('.popup')).toHaveCount(0);
    await expect(launcher(page)).toBeVisible();
  }
});

test('once dismissed it stays away for the quiet days, and remembers nothing but a time', async ({ page, shop }) => {
  await page.clock.install({ time: new Date('2026-11-22T05:00:00Z') });
  await visit(page, shop, '/', SHOWN);
  await ready(page);
  await page.clock.runFor(2000);
  await page.getByRole('button', { name: 'Not now' }).click();
  const returns = async (days: number, popups: number): Promise<void> => {
    await page.clock.setFixedTime(new Date(Date.parse('2026-11-22T05:01:00Z') + days * 86_400_000));
    await page.evaluate(() => sessionStorage.clear());
    await page.reload();
    await ready(page);
    await page.clock.runFor(4000);
    await expect(page.locator('.popup')).toHaveCount(popups);
  };
  await returns(0, 0);
  await returns(13, 0);
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(['regulars.quiet']);
  await returns(14.1, 1);
});

test('left alone, it comes once in a tab', async ({ page, shop }) => {
  await visit(page, shop, '/', SHOWN);
  await expect(page.locator('.popup')).toBeVisible();
  await page.reload();
  await ready(page);
  await page.waitForTimeout(1500);
  await expect(page.locator('.popup')).toHaveCount(0);
});

test('half a page of scrolling is interest enough', async ({ page, shop }) => {
  shop.world.config.popup.delay_seconds = 600;
  await visit(page, shop, '/', SHOWN);
  await ready(page);
  await page.mouse.wheel(0, 5000);
  await expect(page.locator('.popup')).toBeVisible();
});

test('at a checkout the launcher is away while a form would be beneath it', async ({ page, shop }) => {
  await visit(page, shop, '/checkout');
  await expect(launcher(page)).toBeVisible();
  const height = (px: number): Promise<void> => page.evaluate((value) => {
    const form = document.querySelector('form');
    if (form) form.style.cssText = `display: block; margin-block-end: 400px; block-size: ${value}px`;
  }, px);
  await height(2000);
  await expect(launcher(page)).toBeHidden();
  await page.evaluate(() => { scrollTo(0, document.documentElement.scrollHeight); });
  await expect(launcher(page)).toBeVisible();
  await page.evaluate(() => { scrollTo(0, 800); });
  await expect(launcher(page)).toBeHidden();
  await height(100);
  await expect(launcher(page)).toBeVisible();
  // A form of any other page is no reason.
  await page.evaluate(() => document.querySelector('form')?.removeAttribute('data-checkout'));
  await height(2000);
  await page.evaluate(() => { scrollTo(0, 900); });
  await page.waitForTimeout(200);
  await expect(launcher(page)).toBeVisible();
});

test('at a checkout without a form the launcher keeps off its buttons', async ({ page, shop }) => {
  await visit(page, shop, '/pay', { tag: 'data-popup="off"' });
  await expect(launcher(page)).toBeVisible();
  await page.evaluate(() => { document.body.dataset['checkout'] = ''; scrollTo(0, 10); });
  await expect(launcher(page)).toBeHidden();
  await page.locator('#pay').click();
  await page.locator('#pay').evaluate((node) => { node.style.insetBlockEnd = '300px'; });
  await page.evaluate(() => { scrollTo(0, 20); });
  await expect(launcher(page)).toBeVisible();
});

test('not at a checkout, not beside card fields, not where switched off, not for members', async ({ page, context, shop }) => {
  const stays = async (path: string, query: Record<string, string>): Promise<void> => {
    await visit(page, shop, path, query);
    await ready(page);
    await page.waitForTimeout(1300);
    await expect(page.locator('.popup')).toHaveCount(0);
  };
  await stays('/checkout', SHOWN);
  await expect(launcher(page)).toBeVisible();
  await stays('/card', SHOWN);
  await expect(launcher(page)).toHaveCount(0);
  await stays('/', { tag: 'data-checkout' });
  await stays('/', { tag: 'data-popup="off"' });
  await asMember(context, shop);
  await stays('/', SHOWN);
});

test('it waits while somebody types', async ({ page, shop }) => {
  shop.world.config.popup.delay_seconds = 60;
  await page.clock.install();
  await visit(page, shop, '/checkout', SHOWN);
  await page.evaluate(() => document.querySelector('form')?.removeAttribute('data-checkout'));
  await page.getByLabel('Name').focus();
  await ready(page);
  await page.clock.runFor(61_000);
  await expect(page.locator('.popup')).toHaveCount(0);
  await page.getByLabel('Name').blur();
  await page.clock.runFor(2_000);
  await expect(page.locator('.popup')).toBeVisible();
});

test("it waits while the page's own form for joining is in view", async ({ page, shop }) => {
  await visit(page, shop, '/join', SHOWN);
  await page.evaluate(() => { const far = document.createElement('div'); far.className = 'far'; far.style.blockSize = '3000px'; document.querySelector('regulars-join')?.after(far); });
  await ready(page);
  await page.waitForTimeout(1400);
  await expect(page.locator('.popup')).toHaveCount(0);
  await page.mouse.wheel(0, 900);
  await expect(page.locator('.popup')).toBeVisible();
});

test('joining from it opens the form', async ({ page, shop }) => {
  await visit(page, shop, '/', SHOWN);
  await page.locator('.popup').getByRole('button', { name: 'Join free' }).click();
  await expect(panel(page).getByRole('heading', { name: 'Join and get 100 points' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(launcher(page)).toBeFocused();
});
