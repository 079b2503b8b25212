// What a redemption says afterwards: only what is so.
import { asMember, call, expect, launcher, panel, test, visit } from './fixtures.js';

test('hers already, though its answer was lost: said after a reload, and what it would cost is not asked again', async ({ page, context, shop }) => {
  const member = await asMember(context, shop, { available: 640 });
  await visit(page, shop);
  await page.route('**/v1/me/redemptions', async (route) => { await route.fetch(); await route.abort(); });
  await call(page, 'open', 'redeem:off20');
  await page.getByRole('button', { name: 'Spend 200 points' }).click();
  await expect(page.getByText('your points are never spent twice')).toBeVisible();
  await page.reload();
  await call(page, 'open', 'redeem:off20');
  await expect(page.getByText('You already have this code. Nothing was spent now.')).toBeVisible();
  await expect(panel(page).locator('code')).toHaveText(member.vouchers[0]?.code ?? 'none');
  await expect(panel(page).getByText('It is yours.')).toHaveCount(0);
  await expect(launcher(page)).toHaveText('440 points');
  // Another one is another redemption.
  await page.unroute('**/v1/me/redemptions');
  await panel(page).getByRole('button', { name: 'Done' }).click();
  await call(page, 'open', 'redeem:off20');
  await page.getByRole('button', { name: 'Spend 200 points' }).click();
  await expect(page.getByText('It is yours.')).toBeVisible();
  expect([member.state.available, member.vouchers.length]).toEqual([240, 2]);
});

test('cancelled meanwhile: no code that is good for nothing, and nobody is told that it is hers', async ({ page, context, shop }) => {
  await asMember(context, shop, { available: 640 });
  await visit(page, shop);
  await page.route('**/v1/me/redemptions', async (route) => {
    const response = await route.fetch();
    const answer = await response.json() as { redemption: object };
    await route.fulfill({ response, json: { ...answer, redemption: { ...answer.redemption, state: 'cancelled' } } });
  });
  await call(page, 'open', 'redeem:off20');
  await page.getByRole('button', { name: 'Spend 200 points' }).click();
  await expect(page.getByText('This was cancelled, and no points are spent on it.')).toBeVisible();
  await expect(panel(page).getByText('It is yours.')).toHaveCount(0);
  await expect(panel(page).locator('code')).toHaveCount(0);
});

test('one reward after another: what was said of the first is not said of the second', async ({ page, context, shop }) => {
  await asMember(context, shop, { available: 1_640 });
  await visit(page, shop);
  await call(page, 'open', 'redeem:off20');
  await page.getByRole('button', { name: 'Spend 200 points' }).click();
  await expect(page.getByText('It is yours.')).toBeVisible();
  await call(page, 'open', 'redeem:off10');
  await expect(page.getByRole('button', { name: 'Spend 900 points' })).toBeVisible();
});

test('in debt the cards count from nothing, and the debt is said once', async ({ page, context, shop }) => {
  await asMember(context, shop, { available: 0 });
  await page.route('**/v1/session', async (route) => {
    const response = await route.fetch();
    const answer = await response.json() as { me: { summary: { wallets: { debt: number }[]; rewards: { missing: number }[] } } };
    for (const wallet of answer.me.summary.wallets) wallet.debt = 350;
    for (const reward of answer.me.summary.rewards) reward.missing += 350;
    await route.fulfill({ response, json: answer });
  });
  await visit(page, shop);
  await call(page, 'open', 'rewards');
  await expect(panel(page).getByText('200 points to go of 200 points')).toBeVisible();
  await expect(panel(page).getByText('350 points will be taken from your next ones')).toHaveCount(1);
  await call(page, 'open', 'redeem:off20');
  await expect(panel(page).getByText('You need 200 more points for this. 350 points will be taken')).toBeVisible();
  await call(page, 'open', 'home');
  await expect(panel(page).getByText('150 points to go')).toBeVisible();
});
