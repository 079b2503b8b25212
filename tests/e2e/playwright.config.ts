// The whole product as a person meets it: the demo of `make demo`, on a port and with data of its
// own, driven in Debian's Chromium against the built dist/.
import { defineConfig } from '@playwright/test';

const port = Number(process.env['REGULARS_E2E_PORT'] ?? 8497);
const root = new URL('../..', import.meta.url).pathname;

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: `${root}test-results`,
  // One demo, one store: tests share it and make members of their own.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env['CI']),
  // A test that needs a second try is a broken test.
  retries: 0,
  timeout: 60_000,
  use: {
    baseURL: `http://localhost:${port}`,
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'Asia/Ho_Chi_Minh',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
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
  },
  webServer: {
    command: 'rm -rf build/e2e-data && exec scripts/demo.sh',
    cwd: root,
    url: `http://localhost:${port}/`,
    env: { PORT: String(port), DATA: `${root}build/e2e-data` },
    reuseExistingServer: false,
    timeout: 60_000,
    stdout: 'ignore',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
});
