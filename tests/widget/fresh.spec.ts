// Orders are delivered and refunded while a page is open: the panel tells one story on all of its pages.
import { asMember, call, expect, launcher, panel, test, visit } from './fixtures.js';
import { entry } from './fake-backend.mjs';

test('opened, it shows at once what it knows, and then what is so', async ({ page, context, shop }) => {
  const member = await asMember(context, shop, { available: 100 });
  await visit(page, shop);
  await expect(launcher(page)).toHaveText('100 points');
  member.state.available = 1120;
  let answer = (): void => {};
  const held = new Promise<void>((go) => { answer = go; });
  await page.route('**/v1/session', async (route) => { await held; await route.continue(); });
  await launcher(page).click();
  await expect(panel(page).locator('.balance')).toHaveText('100 points');
  answer();
  await expect(panel(page).locator('.balance')).toHaveText('1,120 points');
  await expect(launcher(page)).toHaveText('1,120 points');
});

test('its pages agree: what the history tells, the balance knows', async ({ page, context, shop }) => {
  const member = await asMember(context, shop, { available: 478 });
  await visit(page, shop);
  await call(page, 'open', 'history');
  await expect(panel(page).getByText('Welcome gift')).toBeVisible();
  await page.waitForLoadState('networkidle');
  member.state.available = 100;
  entry(member, { kind: 'reversed', units: -378, order: 'BM-1' });
  await panel(page).getByRole('button', { name: 'Home' }).click();
  await expect(panel(page).locator('.balance')).toHaveText('100 points');
  member.state.available = 50;
  entry(member, { kind: 'reversed', units: -50, order: 'BM-2' });
  await panel(page).getByRole('button', { name: 'History' }).click();
  await expect(panel(page).getByText('−50', { exact: true })).toBeVisible();
  await expect(launcher(page)).toHaveText('50 points');
});

test('a history that is open follows the balance, and is not read again where nothing changed', async ({ page, context, shop }) => {
  const member = await asMember(context, shop, { available: 478 });
  await visit(page, shop);
  await call(page, 'open', 'history');
  await expect(panel(page).getByText('Welcome gift')).toBeVisible();
  await page.waitForLoadState('networkidle');
  const read = (): number => shop.world.log.filter((one) => one === 'GET /v1/me/entries').length;
  expect(read()).toBe(1);
  member.state.available = 100;
  entry(member, { kind: 'reversed', units: -378, order: 'BM-1' });
  await call(page, 'open', 'history');
  await expect(panel(page).getByText('−378')).toBeVisible();
  expect(read()).toBe(2);
});

test('an answer that is older than a redemption does not bring the spent points back', async ({ page, context, shop }) => {
  await asMember(context, shop, { available: 640 });
  await visit(page, shop);
  let answer = (): void => {};
  const held = new Promise<void>((go) => { answer = go; });
  await expect(launcher(page)).toHaveText('640 points');
  await page.route('**/v1/session', async (route) => { const response = await route.fetch(); await held; await route.fulfill({ response }); });
  await call(page, 'open', 'redeem:off20');
  await page.getByRole('button', { name: 'Spend 200 points' }).click();
  await expect(panel(page).getByText('It is yours.')).toBeVisible();
  const told = page.waitForResponse('**/v1/session');
  answer();
  await told;
  await page.waitForTimeout(300);
  await expect(launcher(page)).toHaveText('440 points');
});

test('refused for points that were spent in another tab, it never counts with the former ones', async ({ page, context, shop }) => {
  const member = await asMember(context, shop, { available: 667 });
  await visit(page, shop);
  await call(page, 'open', 'redeem:off20');
  await expect(panel(page).getByText('467 points')).toBeVisible();
  await page.waitForLoadState('networkidle');
  member.state.available = 67;
  await page.evaluate(() => {
    const root = document.querySelector('[data-regulars]')?.shadowRoot?.querySelector('regulars-panel')?.shadowRoot?.querySelector('regulars-panel-redeem')?.shadowRoot;
    const seen: string[] = [];
    Object.assign(window, { seen });
    if (root) new MutationObserver(() => seen.push(root.textContent)).observe(root, { subtree: true, childList: true, characterData: true });
  });
  await page.getByRole('button', { name: 'Spend 200 points' }).click();
  await expect(panel(page).getByText('You need 133 more points for this.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Spend 200 points' })).toHaveCount(0);
  const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.filter((text) => text.includes('You need') && text.includes('667'))).toEqual([]);
});
