// A shop of its own for each test, and a page that may not throw, complain or leak.
import { expect, test as base, type BrowserContext, type Page } from '@playwright/test';
import { fakeBackend, type FakeMember } from './fake-backend.mjs';

export { expect };
export type Shop = Awaited<ReturnType<typeof fakeBackend>>;
export const EMAIL = 'linh@example.com';

/** What went wrong on the page. The browser's own note about a failed request is not ours to avoid. */
function troubles(page: Page): string[] {
  const found: string[] = [];
  page.on('pageerror', (error) => found.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) found.push(`console: ${message.text()}`);
  });
  return found;
}

export const test = base.extend<{ shop: Shop; troubles: string[] }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the pattern
  shop: async ({}, use) => {
    const shop = await fakeBackend();
    await use(shop);
    await shop.close();
  },
  troubles: [async ({ page }, use) => {
    const found = troubles(page);
    await use(found);
    expect(found).toEqual([]);
  }, { auto: true }],
});

/** Opens a page of the fake shop; `query` goes to pages.mjs. */
export async function visit(page: Page, shop: Shop, path = '/', query: Record<string, string> = { tag: 'data-popup="off"' }): Promise<void> {
  await page.goto(`${shop.url}${path}?${new URLSearchParams(query).toString()}`);
}

/** Whether the widget runs on the page, once it has decided. */
export const ready = (page: Page): Promise<boolean> =>
  page.evaluate(() => (window as unknown as { Regulars: { ready: Promise<boolean> } }).Regulars.ready);

export const call = (page: Page, method: string, argument?: unknown): Promise<void> =>
  page.evaluate(([name, value]) => { (window as never as Record<string, Record<string, (v: unknown) => void>>)['Regulars']?.[name]?.(value); },
    [method, argument] as const);

/** The member who joined in this test, as the fake backend keeps her. */
export function joined(shop: Shop): FakeMember {
  const member = shop.world.members.get(EMAIL);
  if (!member) throw new Error('nobody joined');
  return member;
}

/** A member who is signed in already, as after a former visit. */
export async function asMember(context: BrowserContext, shop: Shop, state: object = {}): Promise<ReturnType<Shop['member']>> {
  const member = shop.member(EMAIL, state);
  shop.world.sessions.set('session', member);
  await context.addCookies([{ name: 'regulars_session', value: 'session', url: shop.url }]);
  await context.addInitScript(() => {
    if (!sessionStorage.getItem('test.started')) localStorage.setItem('regulars.member', '1');
    sessionStorage.setItem('test.started', '1');
  });
  return member;
}

export const launcher = (page: Page) => page.locator('.pill');
export const panel = (page: Page) => page.locator('dialog regulars-panel');
