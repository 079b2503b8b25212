// The real engine where a page forbids WebAssembly: the same module as plain JavaScript (wasm2js) says the same,
// figures and reasons. It takes half a minute to build, so this is a test of the long run.
import { execFileSync } from 'node:child_process';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.js';

const LONG = Boolean(process.env['REGULARS_LONG']);
const CARTS = 40;

interface Line { id: string; sku: string; category: string; tags: string[]; quantity: number; amount_minor: number; discount_minor: number; gift_card: boolean }

/** The same carts each time: a small generator with a fixed beginning. */
function carts(): { lines: Line[]; shipping_minor: number }[] {
  let seed = 20_261_122;
  const next = (n: number): number => (seed = (seed * 48_271) % 2_147_483_647) % n;
  const line = (_: unknown, i: number): Line => {
    const amount = 1000 * (1 + next(900)) + next(1000);
    return {
      id: String(i + 1), sku: `sku-${String(next(50))}`, category: ['coffee', 'equipment', 'pantry', 'gifts'][next(4)] ?? '', tags: next(3) ? [] : ['bestseller'],
      quantity: 1 + next(5), amount_minor: amount,
      // The first line always earns something, so that one sees when the answer is there.
      discount_minor: i === 0 || next(2) ? 0 : next(amount), gift_card: i > 0 && next(8) === 0,
    };
  };
  return Array.from({ length: CARTS }, () => ({ lines: Array.from({ length: 1 + next(6) }, line), shipping_minor: 1000 * next(40) }));
}

/** What the page says of each cart, with the reason. */
async function said(page: Page): Promise<string[]> {
  await page.goto('/product/phin-filter?lang=en');
  await expect(page.locator('regulars-product-points')).toContainText('points');
  await page.evaluate(() => document.body.append(document.createElement('regulars-cart-points')));
  const points = page.locator('body > regulars-cart-points');
  const all = [await page.locator('regulars-product-points .line').first().innerText()];
  const set = (cart: unknown): Promise<void> => points.evaluate((node, value) => { (node as unknown as { cart: unknown }).cart = value; }, cart);
  for (const [i, cart] of carts().entries()) {
    await set(null);
    await expect(points.locator('.num')).toHaveCount(0);
    await set(cart);
    if (i === 0) await points.getByRole('button', { name: 'Why?' }).click();
    await expect(points.locator('.why')).toContainText('Booked when');
    all.push(`${await points.locator('.card').innerText()} ${await points.locator('.why').innerText()}`);
  }
  // A cart that earns nothing says nothing.
  await set({ lines: [{ id: '1', sku: 'gift-card', category: 'gifts', quantity: 1, amount_minor: 100_000, gift_card: true }] });
  await expect(points.locator('.num')).toHaveCount(0);
  return all;
}

test('without WebAssembly the same engine says the same', async ({ page, troubles }) => {
  test.skip(!LONG, 'only with REGULARS_LONG=1: the engine is built once more');
  test.setTimeout(300_000);
  execFileSync('cmake', ['--build', 'build/wasm', '-j2', '--target', 'engine_wasm2js'], { cwd: new URL('../..', import.meta.url).pathname });

  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const withWasm = await said(page);
  expect(asked.filter((path) => path.endsWith('/v1/quote'))).toEqual([]);
  expect(new Set(withWasm).size).toBeGreaterThan(CARTS / 2);

  asked.length = 0;
  await page.route('**/product/**', async (route) => {
    const response = await route.fetch();
    const policy = (response.headers()['content-security-policy'] ?? "script-src 'self'").replace(" 'wasm-unsafe-eval'", '');
    await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': policy } });
  });
  expect(await said(page)).toEqual(withWasm);
  expect(asked.some((path) => path.endsWith('regulars-engine.wasm2js.js'))).toBe(true);
  expect(asked.filter((path) => path.endsWith('/v1/quote') || path.endsWith('.wasm'))).toEqual([]);
  // Chromium writes one line when WebAssembly is tried; nothing else may have been refused.
  expect(troubles.splice(0).filter((line) => !/WebAssembly|wasm/i.test(line))).toEqual([]);
});
