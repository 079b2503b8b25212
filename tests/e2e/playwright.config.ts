// The whole product as a person meets it: the demo of `make demo`, driven in Debian's Chromium against the built dist/.
import { defineConfig } from '@playwright/test';
import { chromium, common, demo, root } from '../playwright.js';

const port = Number(process.env['REGULARS_E2E_PORT'] ?? 8497);

export default defineConfig({
  ...common,
  outputDir: `${root}test-results/e2e`,
  // One demo, one store: tests share it and make members of their own.
  workers: 1,
  fullyParallel: false,
  timeout: 240_000,
  use: {
    ...chromium, baseURL: `http://localhost:${String(port)}`, locale: 'en-GB', timezoneId: 'Asia/Ho_Chi_Minh',
    screenshot: 'only-on-failure', trace: 'retain-on-failure',
  },
  webServer: demo(port, 'build/e2e-data'),
});
