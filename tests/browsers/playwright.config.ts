// The widget in Debian's Firefox and WebKitGTK, against the built dist/ and the real demo on a port and with data of its
// own. Playwright runs and reports these tests; it cannot drive these browsers, so driver/ does.
import { defineConfig } from '@playwright/test';

const port = Number(process.env['REGULARS_BROWSERS_PORT'] ?? 8487);
const root = new URL('../..', import.meta.url).pathname;

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: `${root}test-results/browsers`,
  // One worker for each browser; both share the demo and make members of their own.
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env['CI']),
  // A test that needs a second try is a broken test.
  retries: 0,
  timeout: 60_000,
  use: { baseURL: `http://localhost:${port}` },
  projects: [{ name: 'firefox' }, { name: 'webkit' }],
  webServer: {
    command: 'rm -rf build/browsers-data && exec scripts/demo.sh',
    cwd: root,
    url: `http://localhost:${port}/`,
    env: { PORT: String(port), DATA: `${root}build/browsers-data` },
    reuseExistingServer: false,
    timeout: 60_000,
    stdout: 'ignore',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
});
