// Two members, one browser: what one was shown, and what she began, is never the other's.
import type { BrowserContext } from '@playwright/test';
import { asMember, call, expect, launcher, panel, test, visit, type Shop } from './fixtures.js';

const OTHER = 'mai@example.com';

/** As after a sign-out and another's sign-in on another page: the cookie is hers, the former tokens are no good. */
async function change(context: BrowserContext, shop: Shop): Promise<ReturnType<Shop['member']>> {
  const other = shop.member(OTHER, { available: 700 });
  shop.world.tokens.clear();
  shop.world.sessions.clear();
  shop.world.sessions.set('hers', other);
  await context.addCookies([{ name: 'regulars_session', value: 'hers', url: shop.url }]);
  return other;
}

test('a page that the browser kept and shows again asks who is here, and shows nobody before it knows', async ({ page, context, shop }) => {
  await asMember(context, shop, { available: 640 });
  await visit(page, shop);
  await call(page, 'open', 'redeem:off20');
  await expect(panel(page).getByText('640 points')).toBeVisible();
  await change(context, shop);
  let answer = (): void => {};
  const held = new Promise<void>((go) => { answer = go; });
  await page.route('**/v1/session', async (route) => { await held; await route.continue(); });
  await page.evaluate(() => { dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })); });
  await expect(panel(page).getByText('640 points')).toHaveCount(0);
  await expect(launcher(page)).toBeHidden();
  answer();
  await expect(panel(page).locator('.balance')).toHaveText('700 points');
  await expect(launcher(page)).toHaveText('700 points');
  await expect(panel(page).getByText('Another member has signed in')).toBeVisible();
});

test('a guest\'s page that comes back is not asked about, unless somebody joined since', async ({ page, context, shop }) => {
  await visit(page, shop);
  await expect(launcher(page)).toHaveText('100 points waiting');
  const back = (): Promise<void> => page.evaluate(() => { dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })); });
  await back();
  await page.waitForTimeout(300);
  expect(shop.world.log).not.toContain('POST /v1/session');
  await change(context, shop);
  await page.evaluate(() => { localStorage.setItem('regulars.member', '1'); });
  await back();
  await expect(launcher(page)).toHaveText('700 points');
});

test('a page of one member spends nothing of another, who signed in elsewhere: it shows her account', async ({ page, context, shop }) => {
  const member = await asMember(context, shop, { available: 640 });
  await visit(page, shop);
  await call(page, 'open', 'redeem:off20');
  await expect(panel(page).getByText('440 points')).toBeVisible();
  await page.waitForLoadState('networkidle');
  const other = await change(context, shop);
  await page.getByRole('button', { name: 'Spend 200 points' }).click();
  await expect(panel(page).getByText('Another member has signed in')).toBeVisible();
  await expect(panel(page).locator('.balance')).toHaveText('700 points');
  expect([member.state.available, other.state.available, other.vouchers.length]).toEqual([640, 700, 0]);
  await panel(page).getByRole('button', { name: 'Account' }).click();
  await expect(panel(page).getByText('m***@example.com')).toBeVisible();
});

test('nor does it change her name', async ({ page, context, shop }) => {
  await asMember(context, shop);
  await visit(page, shop);
  await call(page, 'open', 'account');
  await page.getByLabel('First name').fill('Linh');
  await page.waitForLoadState('networkidle');
  const other = await change(context, shop);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(panel(page).getByText('Another member has signed in')).toBeVisible();
  expect(other.profile.name).toBeNull();
});

test('signed out elsewhere, a spend is refused and the page is a guest\'s', async ({ page, context, shop }) => {
  const member = await asMember(context, shop, { available: 640 });
  await visit(page, shop);
  await call(page, 'open', 'redeem:off20');
  await page.waitForLoadState('networkidle');
  shop.world.tokens.clear();
  shop.world.sessions.clear();
  await page.getByRole('button', { name: 'Spend 200 points' }).click();
  await expect(panel(page).getByText('100 points are waiting for you')).toBeVisible();
  expect(member.state.available).toBe(640);
});
