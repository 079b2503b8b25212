// The way of a shopper: join with a code from the mail, look around, spend points, sign out, sign in.
import type { Page, Route } from '@playwright/test';
import { asMember, call, EMAIL, expect, joined, launcher, panel, ready, test, visit, type Shop } from './fixtures.js';
import { entry } from './fake-backend.mjs';

async function join(page: Page): Promise<void> {
  await launcher(page).click();
  await panel(page).getByRole('button', { name: 'Join free' }).first().click();
  await page.getByLabel('E-mail address').fill(EMAIL);
  await expect(page.getByRole('checkbox')).not.toBeChecked();
  await page.getByRole('button', { name: 'Send me the code' }).click();
  await expect(page.getByText('100 points are waiting.')).toBeVisible();
  await page.getByLabel('Code').fill('123456');
}

async function walk(page: Page, shop: Shop): Promise<void> {
  await visit(page, shop);
  await expect(launcher(page)).toHaveText('100 points waiting');
  await join(page);
  await expect(panel(page).getByText('Welcome! You have')).toBeVisible();
  await expect(panel(page).locator('.balance')).toHaveText('100 points');
  joined(shop).state.available = 640;
  await panel(page).getByRole('button', { name: 'Close' }).or(page.getByRole('button', { name: 'Close' })).click();
  await expect(launcher(page)).toHaveText('100 points');
  await page.reload();
  await expect(launcher(page)).toHaveText('640 points');

  await launcher(page).click();
  await panel(page).getByRole('button', { name: 'Rewards' }).click();
  await panel(page).getByRole('button', { name: 'Get it for 200 points' }).click();
  await expect(panel(page).getByText('440 points')).toBeVisible();
  await panel(page).getByRole('button', { name: 'Spend 200 points' }).click();
  await expect(panel(page).getByText('It is yours.')).toBeVisible();
  await expect(panel(page).locator('code')).toHaveText(joined(shop).vouchers[0]?.code ?? 'none');

  await panel(page).getByRole('button', { name: 'History' }).click();
  await expect(panel(page).getByText('−200')).toBeVisible();
  await panel(page).getByRole('button', { name: 'Account' }).click();
  await panel(page).getByRole('button', { name: 'Sign out' }).click();
  await expect(panel(page).getByRole('heading', { name: '100 points are waiting for you' })).toBeVisible();
  await expect.poll(() => page.evaluate(() => [localStorage.length, sessionStorage.getItem('regulars.last')])).toEqual([0, null]);

  await panel(page).getByRole('button', { name: 'sign in' }).click();
  await page.getByLabel('E-mail address').fill(EMAIL);
  await page.getByRole('button', { name: 'Send me the code' }).click();
  await page.getByLabel('Code').fill('123456');
  await expect(panel(page).locator('.balance')).toHaveText('440 points');
}

test('by mouse', async ({ page, shop }) => walk(page, shop));

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  test('by touch', async ({ page, shop }) => {
    await walk(page, shop);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});

test('by keyboard alone', async ({ page, shop }) => {
  await visit(page, shop);
  await ready(page);
  const type = async (...keys: string[]): Promise<void> => { for (const key of keys) await page.keyboard.press(key); };
  const focused = () => page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return `${active?.id ?? ''} ${active?.getAttribute('aria-label') ?? ''} ${active?.textContent ?? ''}`.trim();
  });
  const tabTo = async (text: string, key = 'Tab'): Promise<void> => {
    await expect.poll(async () => {
      const now = await focused();
      if (!now.includes(text)) await type(key);
      return now;
    }, { intervals: [10] }).toContain(text);
  };
  await tabTo('100 points waiting');
  await type('Enter');
  await expect(panel(page).locator('.hero .btn')).toBeVisible();
  await tabTo('Join free');
  await type('Enter');
  await tabTo('email');
  await page.keyboard.type(EMAIL);
  await type('Enter');
  await expect.poll(focused).toContain('code');
  await page.keyboard.type('123456');
  await expect(panel(page).locator('.balance')).toHaveText('100 points');
  joined(shop).state.available = 640;
  await type('Escape');
  await expect(panel(page)).toHaveCount(0);
  await expect.poll(focused).toContain('100 points');

  await page.reload();
  await expect(launcher(page)).toHaveText('640 points');
  await tabTo('640 points');
  await type('Enter');
  await expect(panel(page).locator('.balance')).toBeVisible();
  await tabTo('Rewards');
  await type('Enter');
  await expect.poll(focused).toBe('Rewards');
  await tabTo('Get it for 200 points');
  await type('Enter');
  await tabTo('Spend 200 points');
  await type('Enter');
  await expect.poll(focused).toContain('It is yours.');
  // Round and round: Tab never leaves the open panel.
  for (let i = 0; i < 25; i++) {
    await type('Tab');
    expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-regulars'))).toBe(true);
  }
});

test('by keyboard to joining and signing in: the focus lands on the title, and reading starts there', async ({ page, shop }) => {
  await visit(page, shop);
  const ways = [[/^Join free$/, 0, /^Join and get/], [/^Join free$/, 1, /^Join and get/], [/^Join: /, 0, /^Join and get/], [/sign in/, 0, /^Welcome back/]] as const;
  for (const [way, at, title] of ways) {
    await call(page, 'open', 'home');
    await panel(page).getByRole('button', { name: way }).nth(at).focus();
    await page.keyboard.press('Enter');
    await expect(panel(page).getByRole('heading', { name: title }), String(way)).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(page.locator('#email')).toBeFocused();
  }
});

async function awaitCode(page: Page, shop: Shop): Promise<void> {
  await visit(page, shop);
  await call(page, 'open', 'join');
  await page.getByLabel('E-mail address').fill(EMAIL);
  await page.getByRole('button', { name: 'Send me the code' }).click();
  await expect(page.getByLabel('Code')).toBeVisible();
}

test('reloaded while the code is awaited, as on a phone after a look at the mail: its field is back', async ({ page, shop }) => {
  await awaitCode(page, shop);
  await page.reload();
  await launcher(page).click();
  await expect(panel(page).getByText(`We sent six digits to ${EMAIL}.`)).toBeVisible();
  expect(page.url()).not.toContain('@');
  expect(shop.world.log.filter((one) => one === 'POST /v1/join')).toHaveLength(1);
  await page.getByLabel('Code').fill('123456');
  await expect(panel(page).locator('.balance')).toHaveText('100 points');
  await expect.poll(() => page.evaluate(() => sessionStorage.getItem('regulars.code'))).toBeNull();
});

test('another mail after a reload asks for all that she gave', async ({ page, shop }) => {
  await page.clock.install();
  await visit(page, shop);
  await call(page, 'open', 'join');
  await page.getByLabel('E-mail address').fill(EMAIL);
  await panel(page).getByText('Name and birthday').click();
  await panel(page).getByLabel('First name').fill('Linh');
  await panel(page).getByLabel('Day').selectOption('29');
  await panel(page).getByLabel('Month', { exact: true }).selectOption('2');
  await panel(page).getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Send me the code' }).click();
  await expect(page.getByLabel('Code')).toBeVisible();
  const first = shop.world.joins.get(EMAIL);
  shop.world.joins.clear();
  await page.reload();
  await launcher(page).click();
  // With all of the panel there: time that runs while it is on its way ends its requests, and after three of those none is sent.
  await expect(page.getByLabel('Code')).toBeVisible();
  await page.waitForLoadState('networkidle');
  await page.clock.runFor(31_000);
  await page.getByRole('button', { name: 'Send it again' }).click();
  await expect.poll(() => shop.world.joins.get(EMAIL)).toEqual(first);
  expect(first).toMatchObject({ name: 'Linh', birthday: { month: 2, day: 29 }, consent: { marketing: true } });
  await page.getByLabel('Code').fill('123456');
  await expect(panel(page).locator('.balance')).toHaveText('100 points');
  await expect.poll(() => page.evaluate(() => sessionStorage.getItem('regulars.code'))).toBeNull();
});

test('the field of a page goes on with the awaited code as well', async ({ page, shop }) => {
  await awaitCode(page, shop);
  await visit(page, shop, '/join');
  await page.getByLabel('E-mail address').focus();
  await expect(page.getByLabel('Code')).toBeFocused();
  await page.getByLabel('Code').fill('123456');
  await expect(page.getByText('You are a member')).toBeVisible();
});

test('an awaited code is forgotten with another address, and once it is no longer good', async ({ page, shop }) => {
  await awaitCode(page, shop);
  await page.getByRole('button', { name: 'Another address' }).click();
  await page.reload();
  await launcher(page).click();
  await expect(panel(page).getByRole('heading', { name: '100 points are waiting for you' })).toBeVisible();
  await awaitCode(page, shop);
  await page.evaluate(() => { sessionStorage.setItem('regulars.code', sessionStorage.getItem('regulars.code')?.replace(/"at":(\d+)/, (_, at: string) => `"at":${Number(at) - 600_000}`) ?? ''); });
  await page.reload();
  await launcher(page).click();
  await expect(panel(page).getByRole('heading', { name: '100 points are waiting for you' })).toBeVisible();
  await expect.poll(() => page.evaluate(() => sessionStorage.getItem('regulars.code'))).toBeNull();
});

test('with a code already, no other mail is asked for', async ({ page, shop }) => {
  await visit(page, shop);
  await call(page, 'open', 'sign-in');
  await page.getByRole('button', { name: 'I have a code already' }).click();
  await expect(page.getByText('Please check the e-mail address.')).toBeVisible();
  await page.getByLabel('E-mail address').fill(EMAIL);
  await page.getByRole('button', { name: 'I have a code already' }).click();
  await expect(page.getByLabel('Code')).toBeFocused();
  await expect(page.getByRole('button', { name: 'Send it again' })).toBeVisible();
  expect(shop.world.log.filter((one) => /join|sign-in/.test(one))).toEqual([]);
  await page.getByLabel('Code').fill('123456');
  await expect(panel(page).locator('.balance')).toHaveText('100 points');
});

test('another mail can be asked for once the wait is over: until then it is no button', async ({ page, shop }) => {
  await page.clock.install();
  await awaitCode(page, shop);
  await expect(page.getByText(/Send it again in \d+ seconds/)).toBeVisible();
  await expect(page.getByRole('button', { name: /Send it again/ })).toHaveCount(0);
  await page.clock.runFor(31_000);
  await page.getByRole('button', { name: 'Send it again' }).click();
  await expect(page.getByText(/Send it again in \d+ seconds/)).toBeVisible();
  await expect(page.getByLabel('Code')).toBeFocused();
});

test.describe('far away from the shop', () => {
  test.use({ timezoneId: 'America/Los_Angeles' });
  test("a voucher's last day is the shop's, not that of the browser", async ({ page, context, shop }) => {
    const member = await asMember(context, shop, { available: 640 });
    await visit(page, shop);
    await call(page, 'open', 'redeem:off20');
    await page.getByRole('button', { name: 'Spend 200 points' }).click();
    await expect(page.getByText('It is yours.')).toBeVisible();
    // Midnight in Saigon, which is ten in the morning of the day before in California.
    for (const voucher of member.vouchers) voucher['expires_at'] = '2027-01-21T17:00:00.000Z';
    await page.reload();
    await call(page, 'open', 'vouchers');
    await expect(panel(page).getByText('Good until January 21, 2027. Can be used once.')).toBeVisible();
  });
});

test.describe('on the other side of the world', () => {
  test.use({ timezoneId: 'America/Los_Angeles' });
  test("days of the history are the programme's, not those of the browser", async ({ page, context, shop }) => {
    const member = await asMember(context, shop);
    // One in the morning in Saigon, which is ten in the morning of the day before in California.
    entry(member, { kind: 'earned', units: 148, rule: 'base', order: 'BM-1', at: '2026-03-04T18:00:00.000Z' });
    await visit(page, shop);
    await call(page, 'open', 'history');
    await expect(panel(page).locator('.entries')).toContainText('March 5, 2026');
    await expect(panel(page).locator('.entries')).not.toContainText('March 4');
  });
});

test('a code that is pasted with spaces, or typed in other digits', async ({ page, shop }) => {
  await visit(page, shop);
  await call(page, 'open', 'join');
  await page.getByLabel('E-mail address').fill(EMAIL);
  await page.getByRole('button', { name: 'Send me the code' }).click();
  await page.getByLabel('Code').fill('12 34');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('The code has six digits.')).toBeVisible();
  await page.getByLabel('Code').fill('999 999');
  await expect(page.getByText('This code is not right')).toBeVisible();
  await expect(page.getByLabel('Code')).toBeFocused();
  await page.getByLabel('Code').fill('١٢٣ ٤٥٦');
  await expect(panel(page).locator('.balance')).toHaveText('100 points');
});

// What a shopper gets where the answer is lost: nothing, a gateway's page, or a gateway's own problem document.
const LOST: Record<string, (route: Route) => Promise<void>> = {
  'without an answer': (route) => route.abort(),
  'with a gateway\'s page for an answer': (route) => route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' }),
  'with a gateway\'s own problem for an answer': (route) => route.fulfill({ status: 502, contentType: 'application/problem+json', json: { status: 502, code: 'backend_away', title: 'No answer' } }),
};
for (const [how, lose] of Object.entries(LOST)) test(`a redemption ${how} is sent again with the same id`, async ({ page, context, shop }) => {
  const member = await asMember(context, shop, { available: 640 });
  await visit(page, shop);
  await call(page, 'open', 'redeem:off20');
  const ids: string[] = [];
  await page.route('**/v1/me/redemptions', async (route) => {
    ids.push((route.request().postDataJSON() as { redemption_id: string }).redemption_id);
    // Booked, but the answer is lost on the way: once.
    if (ids.length === 1) { await route.fetch(); await lose(route); } else await route.continue();
  });
  await page.getByRole('button', { name: 'Spend 200 points' }).click();
  await expect(page.getByText('your points are never spent twice')).toBeVisible();
  await page.getByRole('button', { name: 'Spend 200 points' }).click();
  await expect(page.getByText('It is yours.')).toBeVisible();
  expect(ids).toHaveLength(2);
  expect(ids[1]).toBe(ids[0]);
  expect([member.state.available, member.vouchers.length]).toEqual([440, 1]);
});

test('it keeps its id while another reward is redeemed, and while nobody looks at it', async ({ page, context, shop }) => {
  const member = await asMember(context, shop, { available: 1_640 });
  await visit(page, shop);
  const ids: string[] = [];
  await page.route('**/v1/me/redemptions', async (route) => {
    const { reward_id, redemption_id } = route.request().postDataJSON() as { reward_id: string; redemption_id: string };
    if (reward_id === 'off20') ids.push(redemption_id);
    // Not even booked; then too many requests; then answered.
    if (reward_id === 'off20' && ids.length === 1) await route.abort();
    else if (reward_id === 'off20' && ids.length === 2) await route.fulfill({ status: 429, contentType: 'application/problem+json', json: { status: 429, code: 'rate_limited', title: 'Too many', params: { retry_after_seconds: 1 } } });
    else await route.continue();
  });
  const spend = async (reward: string, units: string, answer: string): Promise<void> => {
    await call(page, 'open', `redeem:${reward}`);
    await page.getByRole('button', { name: `Spend ${units} points` }).click();
    await expect(panel(page).getByText(answer)).toBeVisible();
  };
  await spend('off20', '200', 'your points are never spent twice');
  await spend('off10', '900', 'It is yours.');
  await page.reload();
  await spend('off20', '200', 'That was a lot at once.');
  await page.reload();
  await spend('off20', '200', 'It is yours.');
  expect(ids).toHaveLength(3);
  expect(new Set(ids).size).toBe(1);
  expect([member.state.available, member.vouchers.length]).toEqual([540, 2]);
});

test('an expired access token is renewed once, and not told', async ({ page, context, shop }) => {
  await asMember(context, shop, { available: 640 });
  await visit(page, shop);
  await expect(launcher(page)).toHaveText('640 points');
  shop.world.tokens.clear();
  await call(page, 'open', 'history');
  await expect(panel(page).getByText('Welcome gift')).toBeVisible();
});

test('name, birthday and consent are changed, and only what was changed is sent', async ({ page, context, shop }) => {
  const member = await asMember(context, shop);
  await visit(page, shop);
  await call(page, 'open', 'account');
  const sent = page.waitForRequest((request) => request.method() === 'PATCH');
  await page.getByLabel('First name').fill('Linh');
  await page.getByLabel('Day').selectOption('31');
  await page.getByLabel('Month', { exact: true }).selectOption('2');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Please choose a day and a month that exist.')).toBeVisible();
  await page.getByLabel('Day').selectOption('29');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  expect((await sent).postDataJSON()).toEqual({ name: 'Linh', birthday: { month: 2, day: 29 } });
  expect(member.profile.name).toBe('Linh');
});

test('a voucher that ends at midnight is good until the day before', async ({ page, context, shop }) => {
  const member = await asMember(context, shop);
  member.vouchers.push({ code: 'BEAN-1', reward_id: 'off20', name: { en: '20,000 off' }, kind: 'fixed_discount', state: 'issued',
    issued_at: '2026-11-22T00:00:00.000Z', expires_at: '2099-01-21T17:00:00.000Z', redemption_id: 'r1' });
  await visit(page, shop);
  await call(page, 'open', 'vouchers');
  await expect(panel(page).getByText('Good until January 21, 2099. Can be used once.')).toBeVisible();
});

test('the history says how much became available, and which tier followed which', async ({ page, context, shop }) => {
  const member = await asMember(context, shop);
  entry(member, { kind: 'released', units: 0, moved: 300, order: 'BM-1' });
  entry(member, { kind: 'tier_changed', units: 0, wallet: null, tier_from: 'member', tier_to: 'silver' });
  entry(member, { kind: 'tier_changed', units: 0, wallet: null, tier_from: 'silver', tier_to: 'long gone' });
  await visit(page, shop);
  await call(page, 'open', 'history');
  const rows = panel(page).locator('.entries > li');
  await expect(rows.filter({ hasText: 'Now yours to spend' })).toContainText('300 points');
  await expect(rows.filter({ hasText: 'Your tier changed' }).nth(1)).toContainText('From Green bean to Light roast');
  await expect(rows.filter({ hasText: 'Your tier changed' }).nth(0)).not.toContainText(/From|long gone|null/);
});
