// What the three Playwright configurations have in common (tests/e2e, tests/widget, tests/browsers).
import type { PlaywrightTestConfig } from '@playwright/test';

export const root = new URL('..', import.meta.url).pathname;
const ci = Boolean(process.env['CI']);

export const common = {
  testDir: '.',
  testMatch: '**/*.spec.ts',
  forbidOnly: ci,
  // A test that needs a second try is a broken test, and fails wherever somebody can look at it. In CI one slow moment
  // of the machine shall not lose the run: there it is tried twice more, each time by a new worker with a browser of its
  // own, and tools/test-all.mjs names it at the end.
  retries: ci ? 2 : 0,
  // Long, because a slow machine only takes longer: what is right ends the wait at once.
  expect: { timeout: 30_000, toPass: { timeout: 30_000 } },
} satisfies PlaywrightTestConfig;

export const chromium = {
  browserName: 'chromium',
  actionTimeout: 30_000,
  launchOptions: {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      // Chromium refuses its sandbox to root, and containers run as root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  },
} satisfies PlaywrightTestConfig['use'];

/** The demo of `make demo`, on a port and with data of its own. */
export const demo = (port: number, data: string) => ({
  command: `rm -rf ${data} && exec scripts/demo.sh`,
  cwd: root,
  url: `http://localhost:${String(port)}/`,
  env: { PORT: String(port), DATA: root + data },
  reuseExistingServer: false,
  timeout: 180_000,
  stdout: 'ignore',
  stderr: 'pipe',
  gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
}) satisfies PlaywrightTestConfig['webServer'];
