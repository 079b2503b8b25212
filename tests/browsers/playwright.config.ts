// The widget in Debian's Firefox and WebKitGTK, against the built dist/ and the real demo. Playwright runs and reports
// these tests; it cannot drive these browsers, so driver/ does.
import { defineConfig } from '@playwright/test';
import { common, demo, root } from '../playwright.js';

const port = Number(process.env['REGULARS_BROWSERS_PORT'] ?? 8487);

export default defineConfig({
  ...common,
  outputDir: `${root}test-results/browsers`,
  // One worker for each browser; both share the demo and make members of their own.
  workers: 2,
  fullyParallel: false,
  timeout: 120_000,
  use: { baseURL: `http://localhost:${String(port)}` },
  projects: [{ name: 'firefox' }, { name: 'webkit' }],
  webServer: demo(port, 'build/browsers-data'),
});
