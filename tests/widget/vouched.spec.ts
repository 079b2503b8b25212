// A customer who is signed in at the shop joins with the address that the shop vouches for: she is asked for none.
import { call, EMAIL, expect, panel, ready, test, visit } from './fixtures.js';
import type { Page } from '@playwright/test';

const vouch = (page: Page, token: string): Promise<void> =>
  page.evaluate((value) => { (window as unknown as { Regulars: { identify(token: string): void } }).Regulars.identify(value); }, token);

test('in the panel: consent, and no address', async ({ page, shop }) => {
  await visit(page, shop);
  await vouch(page, `shop-token-of-${EMAIL}`);
  await call(page, 'open', 'home');
  await expect(panel(page).getByText('I am a member: sign in')).toHaveCount(0);
  await panel(page).getByRole('button', { name: 'Join free' }).first().click();
  await expect(panel(page).getByText('You join with the e-mail address that you use at this shop.')).toBeVisible();
  await expect(panel(page).getByLabel('E-mail address')).toHaveCount(0);
  await expect(panel(page).getByRole('checkbox')).not.toBeChecked();
  await panel(page).getByText('Name and birthday').click();
  await panel(page).getByLabel('First name').fill('Linh');
  await panel(page).getByRole('button', { name: 'Join free' }).click();
  await expect(panel(page).locator('.balance')).toHaveText('100 points');
  expect(shop.world.members.get(EMAIL)?.profile).toMatchObject({ name: 'Linh', consent: { marketing: false } });
  expect(shop.world.log).not.toContain('POST /v1/join');
});

test('in the page', async ({ page, shop }) => {
  await visit(page, shop, '/join');
  await ready(page);
  await expect(page.getByLabel('E-mail address')).toBeVisible();
  await vouch(page, `shop-token-of-${EMAIL}`);
  await expect(page.getByLabel('E-mail address')).toHaveCount(0);
  await page.locator('main').getByRole('button', { name: 'Join free' }).click();
  await page.locator('regulars-join-form').getByRole('button', { name: 'Join free' }).click();
  await expect(page.getByRole('heading', { name: 'You are a member' })).toBeVisible();
});

for (const [what, tag] of [['its token is refused', ''], ['its server sends none', 'data-signed-in']] as const) {
  test(`the shop does not vouch after all, ${what}: she is asked for her address`, async ({ page, shop }) => {
    await visit(page, shop, '/', { tag: `data-popup="off" ${tag}` });
    if (!tag) await vouch(page, 'a token that is nothing');
    await call(page, 'open', 'join');
    await panel(page).getByRole('checkbox').check();
    await panel(page).getByRole('button', { name: 'Join free' }).click();
    await expect(panel(page).getByLabel('E-mail address')).toBeFocused();
    await expect(panel(page).getByText('The shop cannot tell your address right now.')).toBeVisible();
    await expect(panel(page).getByRole('checkbox')).toBeChecked();
    await panel(page).getByLabel('E-mail address').fill(EMAIL);
    await panel(page).getByRole('button', { name: 'Send me the code' }).click();
    await page.getByLabel('Code').fill('123456');
    await expect(panel(page).locator('.balance')).toHaveText('100 points');
    expect(shop.world.joins.get(EMAIL)).toMatchObject({ consent: { marketing: true } });
  });
}

test('she signs out where she signed in: at the shop, which would sign her in again on the next page', async ({ page, shop }) => {
  shop.member(EMAIL);
  await visit(page, shop);
  await vouch(page, `shop-token-of-${EMAIL}`);
  await call(page, 'open', 'account');
  await expect(panel(page).getByText('To sign out, sign out of the shop.')).toBeVisible();
  await expect(panel(page).getByRole('button', { name: 'Sign out' })).toHaveCount(0);
});
