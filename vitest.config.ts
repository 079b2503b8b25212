import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/{widget,browsers}/**/*.test.ts'],
    environment: 'node',
    // A test without an assertion passes for the wrong reason.
    expect: { requireAssertions: true },
    restoreMocks: true,
    // Starting the engine takes a slow machine longer.
    testTimeout: 20_000,
    coverage: {
      provider: 'v8',
      include: ['web/**/*.ts'],
      exclude: ['web/generated/**', '**/*.d.ts'],
      reportsDirectory: 'coverage/web',
      reporter: ['text-summary', 'html', 'json-summary'],
    },
  },
});
