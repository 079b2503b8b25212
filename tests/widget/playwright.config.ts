// The widget alone, against the built dist/ and a fake backend of its own for every test.
import { defineConfig } from '@playwright/test';
import { chromium, common, root } from '../playwright.js';

export default defineConfig({
  ...common,
  outputDir: `${root}test-results/widget`,
  workers: 2,
  fullyParallel: true,
  timeout: 120_000,
  use: {
    ...chromium, locale: 'en-US', timezoneId: 'Asia/Ho_Chi_Minh', viewport: { width: 1280, height: 800 },
    contextOptions: { reducedMotion: 'reduce' },
  },
});
