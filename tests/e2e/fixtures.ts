// What every walk needs: a page that may not throw or complain, an address of its own, and the
// steps of a shopper as she takes them.
import { expect, test as base, type Locator, type Page } from '@playwright/test';

export { expect };

function troubles(page: Page): string[] {
  const found: string[] = [];
  page.on('pageerror', (error) => found.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') found.push(`console: ${message.text()} (${message.location().url})`);
  });
  return found;
}

let shoppers = 0;

export const test = base.extend<{ email: string; troubles: string[] }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the pattern
  email: async ({}, use) => {
    shoppers += 1;
    await use(`walk-${String(process.pid)}-${String(shoppers)}@example.com`);
  },
  troubles: [async ({ page }, use) => {
    const found = troubles(page);
    await use(found);
    expect(found).toEqual([]);
  }, { auto: true }],
});

export const launcher = (page: Page): Locator => page.locator('.pill');
export const panel = (page: Page): Locator => page.locator('dialog regulars-panel');
export const balance = (page: Page): Locator => panel(page).locator('.balance');
const closeButton = (page: Page): Locator => page.locator('dialog').getByRole('button', { name: 'Close' });

/** English pages: the words below are the widget's own. */
export async function visit(page: Page, path = '/'): Promise<void> {
  await page.context().addCookies([{ name: 'bm_lang', value: 'en', url: new URL(page.url() === 'about:blank' ? 'http://localhost' : page.url()).origin }]);
  const mark = path.includes('?') ? '&' : '?';
  await page.goto(`${path}${mark}lang=en`);
}

/** The newest code that was mailed to this address by now, as the shop's outbox shows it; '' for none. */
export async function lastCode(page: Page, email: string): Promise<string> {
  const outbox = await (await page.request.get('/outbox')).text();
  const mail = outbox.split('<article class="panel mail"').find((text) => text.includes(email) && />[^<]*\b\d{6}\b/.test(text)) ?? '';
  return />[^<]*\b(\d{6})\b/.exec(mail)?.[1] ?? '';
}

/** The newest code for this address, once it is another than the one before. */
export async function codeFor(page: Page, email: string, before = ''): Promise<string> {
  await expect.poll(() => lastCode(page, email), { message: `a code for ${email}` }).not.toBe(before);
  return lastCode(page, email);
}

export async function closePanel(page: Page): Promise<void> {
  await closeButton(page).last().click();
  await expect(panel(page)).toHaveCount(0);
}

export async function openPanel(page: Page, view?: string): Promise<void> {
  if (!(await panel(page).count())) await launcher(page).click();
  await expect(panel(page)).toBeVisible();
  if (view) await panel(page).getByRole('button', { name: view, exact: true }).click();
}

/** Joins through the launcher. Leaves the panel open on its first page. */
export async function join(page: Page, email: string): Promise<void> {
  await launcher(page).click();
  await panel(page).getByRole('button', { name: 'Join free' }).first().click();
  await panel(page).getByLabel('E-mail address').fill(email);
  await expect(panel(page).getByRole('checkbox')).not.toBeChecked();
  await panel(page).getByRole('button', { name: 'Send me the code' }).click();
  await expect(panel(page).getByText('100 points are waiting.')).toBeVisible();
  await panel(page).getByLabel('Code').fill(await codeFor(page, email));
  await expect(balance(page)).toHaveText('100 points');
}

export async function addToCart(page: Page, sku: string, quantity = 1): Promise<void> {
  await page.goto(`/product/${sku}?lang=en`);
  await page.getByLabel('Quantity').fill(String(quantity));
  await page.getByRole('button', { name: 'Add to cart', exact: true }).click();
  await expect(page.locator('[data-toast]')).toContainText('Added to your cart');
}

export async function fillCheckout(page: Page, email: string): Promise<void> {
  await page.goto('/checkout');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Full name').fill('Nguyễn Thị Lan');
  await page.getByLabel('Phone number').fill('0901 234 567');
  await page.getByLabel('Address', { exact: true }).fill('12 Nguyễn Huệ, Quận 1');
  await page.getByLabel('Demo card').check();
}

/** Places the order and gives its number, once the backend has booked it. */
export async function placeOrder(page: Page): Promise<string> {
  await page.locator('.summary').getByRole('button', { name: /^Place order/ }).click();
  await expect(page.getByRole('heading', { name: 'Thank you!' })).toBeVisible();
  const number = /BM-\d+/.exec(await page.getByRole('heading', { name: /BM-/ }).innerText())?.[0] ?? '';
  await reported(page, number);
  return number;
}

const orderCard = (page: Page, number: string): Locator => page.locator('.order', { has: page.getByRole('heading', { name: number, exact: true }) });

/** Until everything about this order has reached the backend. */
export async function reported(page: Page, number: string): Promise<void> {
  const tab = await page.context().newPage();
  await expect.poll(async () => {
    await tab.goto('/staff');
    return orderCard(tab, number).locator('summary').innerText();
  }, { message: `the reports of ${number}`, timeout: 60_000 }).toMatch(/(\d+)\/\1$/);
  await tab.close();
}

/** Presses a button of the staff page for this order. */
export async function staff(page: Page, number: string, button: string): Promise<void> {
  const tab = await page.context().newPage();
  await tab.goto('/staff');
  await orderCard(tab, number).getByRole('button', { name: button }).first().click();
  await expect(tab.getByText('Written down.')).toBeVisible();
  await tab.close();
  await reported(page, number);
}

/** Spends points on a reward in the panel; gives the code of the voucher. */
export async function redeem(page: Page, cost: string): Promise<string> {
  await openPanel(page, 'Rewards');
  await panel(page).getByRole('button', { name: `Get it for ${cost}` }).click();
  await panel(page).getByRole('button', { name: `Spend ${cost}` }).click();
  await expect(panel(page).getByText('It is yours.')).toBeVisible();
  return panel(page).locator('code').innerText();
}

/** From now on every page that this one loads writes down what moved on it without anybody having touched it. */
export async function observeShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const name = (node: Node | null): string => (node instanceof Element ? `${node.localName}.${node.className}` : String(node?.nodeName));
    Object.assign(window, { shifts: [] });
    new PerformanceObserver((list) => {
      type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[] };
      const at = ({ x, y, width, height }: DOMRect): string => [x, y, width, height].map(Math.round).join();
      for (const e of list.getEntries() as Shift[]) {
        const moved = e.sources.map(({ node, previousRect, currentRect }) => `${name(node)} ${at(previousRect)} -> ${at(currentRect)}`);
        if (!e.hadRecentInput) (window as unknown as { shifts: string[] }).shifts.push(`${e.value.toFixed(4)} after ${e.startTime.toFixed()} ms: ${moved.join('; ')}`);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

export const shifts = (page: Page): Promise<string[]> => page.evaluate(() => (window as unknown as { shifts: string[] }).shifts);

/** Makes an account of the shop, and is signed in to it. */
export async function register(page: Page, email: string): Promise<void> {
  await page.goto('/account');
  const form = page.locator('form', { has: page.getByRole('heading', { name: 'New here' }) });
  await form.getByLabel('Full name').fill('Mai Trần');
  await form.getByLabel('E-mail').fill(email);
  await form.getByLabel('Password').fill('a long password');
  const old = await lastCode(page, email);
  await form.getByRole('button', { name: 'Create account' }).click();
  await page.getByLabel('6-digit code').fill(await codeFor(page, email, old));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('heading', { name: 'Hello, Mai Trần' })).toBeVisible();
}
