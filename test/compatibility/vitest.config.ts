import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/**
 * `npm run test:peers`: our server and widget beside other people's programs. Apart from `npm test`, because these are
 * installed from the npm registry when they are needed: half a gigabyte that nobody needs to work on the project.
 */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['test/compatibility/**/*.test.ts'],
    globalSetup: [
      'test/compatibility/global-setup.ts',
      'test/build-assistant.ts',
      'test/browser/global-setup.ts',
    ],
    reporters: ['default', './test/summary-reporter.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    fileParallelism: false,
  },
});
