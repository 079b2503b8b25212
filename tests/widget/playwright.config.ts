// The widget alone, against the built dist/ and a fake backend of its own for every test.
import { defineConfig } from '@playwright/test';
import whole from '../e2e/playwright.config.js';

const root = new URL('../..', import.meta.url).pathname;

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: `${root}test-results/widget`,
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  timeout: 30_000,
  use: {
    ...whole.use, baseURL: undefined, locale: 'en-US', viewport: { width: 1280, height: 800 }, actionTimeout: 5_000,
    contextOptions: { reducedMotion: 'reduce' }, trace: 'off', screenshot: 'off',
  },
});
