import { defineConfig } from 'vitest/config';

/**
 * Three projects: `fast` runs everywhere Node runs (also on the second Node of CI); `postgres` and `browser` need Linux
 * x64, because they start the real PostgreSQL and the real Chromium that npm brings.
 *
 * Two workers, though vitest would take one on two cores: many tests wait for processes, sockets and timers.
 */
export default defineConfig({
  test: {
    reporters: ['default', './test/summary-reporter.ts'],
    // A missing golden chat must fail, never be written silently; only `npm run conversations:update` writes.
    update: process.env.UPDATE_CONVERSATIONS === '1' ? 'all' : 'none',
    projects: [
      {
        extends: true,
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', 'test/peers/**', 'test/postgres/**', 'test/compatibility/**'],
          globalSetup: ['test/build-assistant.ts'],
          testTimeout: 90_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: ['test/postgres/**/*.test.ts'],
          globalSetup: ['test/build-assistant.ts', 'test/postgres/global-setup.ts'],
          testTimeout: 90_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/browser/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          // After the others: vitest wants projects with fewer workers apart.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
