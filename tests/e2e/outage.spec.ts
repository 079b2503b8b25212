// The backend goes away in the middle of everything: the shop sells on, and nothing is lost.
// This walk has a backend and a shop of its own, to stop and start.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { addToCart, balance, closePanel, expect, fillCheckout, join, launcher, openPanel, panel, test, visit } from './fixtures.js';

const root = new URL('../..', import.meta.url).pathname;
const binary = process.env['REGULARS_BINARY'] ?? `${root}build/native/regulars`;
const dist = process.env['REGULARS_DIST'] ?? `${root}dist`;

const freePort = (): Promise<number> => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    server.close(() => { resolve(port); });
  });
});

class Stack {
  readonly data = mkdtempSync(joinPath(tmpdir(), 'regulars-outage-'));
  #backend: ChildProcess | null = null;
  #shop: ChildProcess | null = null;

  readonly backendPort: number;
  readonly shopPort: number;

  constructor(backendPort: number, shopPort: number) {
    this.backendPort = backendPort;
    this.shopPort = shopPort;
  }

  get url(): string { return `http://localhost:${String(this.shopPort)}`; }

  async startBackend(): Promise<void> {
    const program = `${root}demo/programs/ca-phe-binh-minh.json`;
    this.#backend = spawn(binary, ['serve', '--program', program, '--data', this.data, '--port', String(this.backendPort),
      '--assets', dist, '--demo'], { stdio: 'ignore' });
    await answering(`http://127.0.0.1:${String(this.backendPort)}/health`);
  }

  /** As by a power cut: no chance to say goodbye. */
  async killBackend(): Promise<void> {
    await ended(this.#backend);
    this.#backend = null;
  }

  async startShop(): Promise<void> {
    this.#shop = spawn(process.execPath, [`${root}demo/shop/server.mjs`], { stdio: 'ignore', env: { ...process.env,
      PORT: String(this.shopPort), DATA: joinPath(this.data, 'shop'), SECRETS: joinPath(this.data, 'secrets.json'),
      WIDGET: dist, BACKEND: `http://127.0.0.1:${String(this.backendPort)}` } });
    await answering(`${this.url}/`);
  }

  async stop(): Promise<void> {
    await ended(this.#shop);
    await ended(this.#backend);
    rmSync(this.data, { recursive: true, force: true });
  }
}

function ended(child: ChildProcess | null): Promise<void> {
  return new Promise((resolve) => {
    if (!child || child.exitCode !== null) resolve();
    else child.once('exit', () => { resolve(); }).kill('SIGKILL');
  });
}

async function answering(url: string): Promise<void> {
  await expect.poll(() => fetch(url).then((answer) => answer.status, () => 0), { message: url, timeout: 60_000 }).toBe(200);
}

test('orders go on without the backend; their points arrive later, once', async ({ browser, email }) => {
  test.slow();
  const stack = new Stack(await freePort(), await freePort());
  await stack.startBackend();
  await stack.startShop();
  const context = await browser.newContext({ baseURL: stack.url, locale: 'en-GB' });
  const page = await context.newPage();
  const uncaught: string[] = [];
  page.on('pageerror', (error) => { uncaught.push(error.message); });
  try {
    await visit(page);
    await join(page, email);
    await closePanel(page);
    await stack.killBackend();

    // The member sees what she last had; a guest sees no launcher at all.
    await page.reload();
    await expect(launcher(page)).toContainText('100 points');
    const stranger = await (await browser.newContext({ baseURL: stack.url, locale: 'en-GB' })).newPage();
    await visit(stranger);
    await stranger.waitForTimeout(3000);
    await expect(launcher(stranger)).toHaveCount(0);
    // The room that her elements would take is given back, and the page says why there is nothing. The member's browser kept
    // the programme: her elements say it themselves.
    await visit(stranger, '/account');
    const words = stranger.getByText('The programme cannot be reached right now.');
    await expect(words).toBeVisible();
    const [note, section] = [await words.boundingBox() ?? { y: NaN, height: NaN }, await stranger.locator('.loyalty').boundingBox() ?? { y: NaN, height: NaN }];
    expect(section.y + section.height - note.y - note.height).toBeLessThan(40);
    await visit(page, '/account');
    await expect(page.locator('regulars-tier-progress').getByText('Your rewards are out of reach right now')).toBeVisible();
    await stranger.context().close();
    await page.goto('/?lang=en');

    await addToCart(page, 'lotus-tea');
    await fillCheckout(page, email);
    await page.getByLabel('Reward code').fill('AAAA-BBBB-CCCC-DDDD');
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page.getByText("Vouchers can't be checked right now.")).toBeVisible();
    await page.getByLabel('Reward code').fill('');
    await page.locator('.summary').getByRole('button', { name: /^Place order/ }).click();
    await expect(page.getByRole('heading', { name: 'Thank you!' })).toBeVisible();
    await page.goto('/staff');
    await expect(page.getByText('Messages on their way to the loyalty backend: 1.')).toBeVisible();

    await stack.startBackend();
    await expect.poll(async () => {
      await page.goto('/staff');
      return page.getByText('Every message has been sent.').count();
    }, { timeout: 75_000 }).toBe(1);
    await page.goto('/account');
    await expect(page.locator('regulars-rewards li').first()).toBeVisible();
    await expect(page.getByText('The programme cannot be reached right now.')).toBeHidden();
    await page.goto('/');
    await openPanel(page);
    await expect(balance(page)).toHaveText('100 points');
    await openPanel(page, 'History');
    await expect(panel(page).getByText('+210')).toHaveCount(1);
    expect(uncaught).toEqual([]);
  } finally {
    await context.close();
    await stack.stop();
  }
});
