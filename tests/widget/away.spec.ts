// The backend down, slow, broken or talking nonsense: the shop's page works, guests see nothing,
// members what they were last told.
import { asMember, call, expect, launcher, panel, ready, test, visit } from './fixtures.js';

const MODES = ['down', 'slow', 'garbage', 'error'] as const;

for (const mode of MODES) {
  test(`${mode}: a guest sees nothing`, async ({ page, shop }) => {
    shop.world.mode = mode;
    await visit(page, shop, '/inline');
    expect(await ready(page)).toBe(false);
    await expect(page.locator('[data-regulars]')).toHaveCount(0);
    await page.locator('#shop-button').click();
    await expect(page.locator('#shop-button')).toBeFocused();
  });

  test(`${mode}: a member sees her last balance and its time; asking again brings all back`, async ({ page, context, shop }) => {
    await asMember(context, shop, { available: 640 });
    await visit(page, shop);
    await expect(launcher(page)).toHaveText('640 points');
    shop.world.mode = mode;
    await page.reload();
    await ready(page);
    await expect(launcher(page)).toContainText(/640 points\s*as of \d/);
    await launcher(page).click();
    await expect(page.getByText('Your rewards are out of reach right now')).toBeVisible();
    shop.world.mode = 'ok';
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(panel(page).locator('.balance')).toHaveText('640 points');
    await page.keyboard.press('Escape');
    await expect(launcher(page)).toHaveText('640 points');
  });
}

test('it goes away while the panel is open: said beside the button, and nothing is lost', async ({ page, shop }) => {
  await visit(page, shop);
  await call(page, 'open', 'join');
  await page.getByLabel('E-mail address').fill('linh@example.com');
  shop.world.mode = 'down';
  await page.getByRole('button', { name: 'Send me the code' }).click();
  await expect(page.getByRole('alert').getByText('We cannot be reached right now.')).toBeVisible();
  await expect(page.getByLabel('E-mail address')).toHaveValue('linh@example.com');
  shop.world.mode = 'ok';
  await page.getByRole('button', { name: 'Send me the code' }).click();
  await expect(page.getByLabel('Code')).toBeFocused();
});

test('after three silences in a row nothing more is sent for a while', async ({ page, shop }) => {
  await page.clock.install();
  await visit(page, shop);
  await call(page, 'open', 'join');
  await page.getByLabel('E-mail address').fill('linh@example.com');
  shop.world.mode = 'error';
  const before = shop.world.log.length;
  // The while is counted by a clock that stands still.
  await page.clock.pauseAt(Date.now() + 60_000);
  for (let i = 0; i < 5; i++) {
    await page.getByRole('button', { name: 'Send me the code' }).click();
    await expect(page.getByRole('button', { name: 'Send me the code' })).toHaveAttribute('aria-disabled', 'false');
  }
  expect(shop.world.log.length - before).toBe(3);
});

test('a member whose standing cannot be had is told so, and sees what there is', async ({ page, context, shop }) => {
  await asMember(context, shop, { available: 640 });
  await page.route('**/v1/session', (route) => route.abort());
  await visit(page, shop, '/inline');
  // Once on the page, by the first that would show it; what follows keeps its room.
  await expect(page.getByText('out of reach right now')).toHaveCount(1);
  await expect(page.locator('regulars-cart-points').getByText('out of reach right now')).toBeVisible();
  await expect(page.locator('regulars-tier-progress .card')).toHaveCount(0);
  expect((await page.locator('regulars-tier-progress').boundingBox())?.height).toBeGreaterThan(140);
  await page.locator('regulars-cart-points').evaluate((node) => { node.style.display = 'none'; });
  await page.locator('regulars-tier-progress').evaluate((node) => { node.toggleAttribute('plain'); });
  await expect(page.locator('regulars-tier-progress').getByText('out of reach right now')).toBeVisible();
  await expect(page.locator('regulars-rewards .reward').first()).toContainText('150 points');
  await expect(page.locator('regulars-rewards').getByRole('button', { name: /Join/ })).toHaveCount(0);
});

test('a member whose standing cannot be had is not asked to join in the panel either', async ({ page, context, shop }) => {
  await asMember(context, shop, { available: 640 });
  await page.route('**/v1/session', (route) => route.abort());
  await visit(page, shop, '/account');
  await expect(page.locator('main regulars-panel').getByText('Your rewards are out of reach right now')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Join free' })).toHaveCount(0);
  await launcher(page).click();
  await expect(page.locator('dialog').getByText('Your rewards are out of reach right now')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Join free' })).toHaveCount(0);
  await page.unroute('**/v1/session');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(panel(page).locator('.balance')).toHaveText('640 points');
  await page.keyboard.press('Escape');
  await expect(page.locator('main regulars-panel').locator('.balance')).toHaveText('640 points');
});

test('refusals of the programme in words', async ({ page, context, shop }) => {
  const member = await asMember(context, shop, { available: 210 });
  await visit(page, shop);
  await call(page, 'open', 'redeem:off20');
  await expect(page.getByRole('button', { name: 'Spend 200 points' })).toBeVisible();
  member.state.available = 150;
  await page.getByRole('button', { name: 'Spend 200 points' }).click();
  await expect(page.getByText('You need 50 more points for this.')).toBeVisible();
  // Told where it stands by now: there is nothing to press again.
  await expect(page.getByRole('button', { name: 'Spend 200 points' })).toHaveCount(0);
});
