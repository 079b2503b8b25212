// A browser for all tests of a project, a page of it for each, and the steps of a shopper.
import { expect, test as base } from '@playwright/test';
import { fakeBackend } from '../widget/fake-backend.mjs';
import { firefoxPath, startFirefox } from './driver/firefox.js';
import { Front } from './driver/front.js';
import type { Target } from './driver/in-page.js';
import { Page, unchanged, waitFor } from './driver/page.js';
import type { Session } from './driver/session.js';
import { startWebkit, webkitPath } from './driver/webkit.js';

export { expect, unchanged, waitFor };
export type { Front, Page, Target };
type FakeShop = Awaited<ReturnType<typeof fakeBackend>>;

const BROWSERS: Record<string, { path: () => string | undefined; start: () => Promise<Session> }> = {
  firefox: { path: firefoxPath, start: startFirefox },
  webkit: { path: webkitPath, start: startWebkit },
};
const WIDE = { width: 1280, height: 860 };

interface Each { view: Page; front: Front; plain: FakeShop & { front: Front }; email: string }

export const test = base.extend<Each, { session: Session }>({
  session: [async ({}, use, { project }) => { // eslint-disable-line no-empty-pattern -- Playwright reads the pattern
    const session = await BROWSERS[project.name]!.start();
    await use(session);
    await session.end();
  }, { scope: 'worker', timeout: 120_000 }],

  /** The demo behind an address of this test's own. */
  front: async ({ baseURL }, use) => {
    const front = await Front.before(baseURL!);
    await use(front);
    front.close();
    expect(front.troubles).toEqual([]);
  },

  /** Instead of the demo, a shop in this process, whose pages are those of tests/widget/pages.mjs. */
  plain: async ({ view }, use) => {
    const fake = await fakeBackend();
    const front = await Front.before(fake.url);
    view.origin = front.url;
    await use({ ...fake, front });
    front.close();
    await fake.close();
    expect(front.troubles).toEqual([]);
  },

  view: async ({ session, front }, use, testInfo) => {
    const view = new Page(session);
    view.origin = front.url;
    await view.goto('about:blank');
    await view.resize(WIDE.width, WIDE.height);
    await use(view);
    if (testInfo.status !== testInfo.expectedStatus) await view.screenshot(testInfo.outputPath('page.png'));
    // Nothing of this test goes on in the next.
    await view.goto('about:blank');
  },

  email: async ({}, use, { project, workerIndex, testId }) => { // eslint-disable-line no-empty-pattern -- Playwright reads the pattern
    await use(`${project.name}-${String(workerIndex)}-${testId.slice(-6)}@example.com`);
  },
});

test.beforeEach(({}, { project }) => { // eslint-disable-line no-empty-pattern -- Playwright reads the pattern
  test.skip(BROWSERS[project.name]?.path() === undefined, `${project.name} is not installed; scripts/setup.sh browsers does that`);
});

// --- what a shopper sees ------------------------------------------------------------------------

export const launcher: Target = { css: '.pill' };
export const panel: Target = { css: 'regulars-panel', within: 'dialog' };
export const balance: Target = { css: '.balance', within: 'dialog regulars-panel, dialog' };
export const popup: Target = { css: '.popup' };
export const inPanel = (css: string, says?: Target['says']): Target => ({ css, within: 'dialog', ...(says === undefined ? {} : { says }) });
export const button = (says: Target['says'], within?: string): Target => ({ css: 'button,summary,a', ...(says === undefined ? {} : { says }), ...(within === undefined ? {} : { within }) });
export const field = (label: string, within?: string): Target => ({ css: 'input,select,textarea', says: { pattern: `^${label}` }, ...(within === undefined ? {} : { within }) });

// --- what she does ------------------------------------------------------------------------------

const fetched = async (view: Page, path: string): Promise<string> => (await fetch(view.origin + path, { headers: { accept: 'text/html' } })).text();

/** The newest code that was mailed to this address, as the demo's outbox shows it. */
export async function codeFor(view: Page, email: string, not = ''): Promise<string> {
  return waitFor(`a code for ${email}`, async () => {
    const outbox = await fetched(view, '/outbox');
    const mail = outbox.split('<article class="panel mail"').find((text) => text.includes(email) && />[^<]*\b\d{6}\b/.test(text)) ?? '';
    return />[^<]*\b(\d{6})\b/.exec(mail)?.[1] ?? '';
  }, (code) => code !== '' && code !== not);
}

export async function openPanel(view: Page, part?: string): Promise<void> {
  if (await view.count(panel) === 0) await view.click(launcher);
  await view.read(panel);
  if (part !== undefined) await view.click(button(part, 'dialog'));
}

export async function closePanel(view: Page): Promise<void> {
  await view.click(button('Close', 'dialog'));
  await view.gone(panel);
}

/** Joins through the launcher. Leaves the panel open on its first page. */
export async function join(view: Page, email: string): Promise<void> {
  await view.click(launcher);
  await view.click(button('Join free', 'dialog'));
  await view.fill(field('E-mail address', 'dialog'), email);
  await view.click(button('Send me the code', 'dialog'));
  await view.read(panel, '100 points are waiting.');
  await view.fill(field('Code', 'dialog'), await codeFor(view, email));
  await view.read(balance, /^100 points$/);
}

export async function addToCart(view: Page, sku: string, quantity = 1): Promise<void> {
  await view.goto(`/product/${sku}`);
  await view.fill(field('Quantity'), String(quantity));
  await view.click(button('Add to cart'));
  await view.read({ css: '[data-toast]' }, 'Added to your cart');
}

export async function fillCheckout(view: Page, email: string): Promise<void> {
  await view.goto('/checkout');
  await view.fill(field('E-mail'), email);
  await view.fill(field('Full name'), 'Lan');
  await view.fill(field('Phone number'), '0901 234 567');
  await view.fill(field('Address'), '12 Hang Gai');
  await view.click(field('Demo card'));
}

/** Places the order; gives its number once everything about it has reached the backend. */
export async function placeOrder(view: Page): Promise<string> {
  await view.click(button({ pattern: '^Place order' }, '.summary'));
  await view.read({ css: 'h1' }, 'Thank you!');
  const number = /BM-\d+/.exec(await view.read({ css: 'h2' }, /BM-\d+/))?.[0] ?? '';
  await reported(view, number);
  return number;
}

export async function reported(view: Page, number: string): Promise<void> {
  await waitFor(`the reports of ${number}`, async () => {
    const staff = await fetched(view, '/staff');
    return /(\d+)\/(\d+)/.exec(staff.split('<article class="panel order"').find((text) => text.includes(number)) ?? '')?.slice(1) ?? [];
  }, ([sent, all]) => sent !== undefined && sent === all, 60_000);
}

/** Presses a button of the staff page for this order. */
export async function staff(view: Page, number: string, name: string): Promise<void> {
  await view.goto('/staff');
  await view.evaluate((order) => {
    for (const node of document.querySelectorAll('.order')) {
      if (node.textContent.includes(order)) node.setAttribute('data-wanted', '');
    }
  }, number);
  await view.click(button(name, '[data-wanted]'));
  await view.read({ css: 'main' }, 'Written down.');
  await reported(view, number);
}
