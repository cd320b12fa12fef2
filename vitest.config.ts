import { tmpdir } from 'node:os';
import { defineConfig } from 'vitest/config';
import SlowestFirst from './test/slowest-first.ts';
import { quickFolder } from './test/support/quick-folder.ts';

/**
 * Projects: `fast` and `chats` run everywhere Node runs (`fast` also on the second Node of CI); `postgres` and `browser` need Linux
 * x64, because they start the real PostgreSQL and the real Chromium that npm brings.
 *
 * Files of `fast` and `postgres` share what they load: loading it anew for each took a third of a run. So no test may leave anything
 * behind in a module or in `process.env`. The golden chats (`chats`) do not share: they count the branches of what they load.
 *
 * Two workers, though vitest would take one on two cores: many tests wait for processes, sockets and timers.
 */
export default defineConfig({
  test: {
    reporters: ['default', './test/summary-reporter.ts'],
    // A missing golden chat must fail, never be written silently; only `npm run conversations:update` writes.
    update: process.env.UPDATE_CONVERSATIONS === '1' ? 'all' : 'none',
    // Programs cannot be started from everywhere: what is no mere data stays in TMPDIR_FOR_PROGRAMS.
    env: { TMPDIR: quickFolder(), TMPDIR_FOR_PROGRAMS: tmpdir() },
    sequence: { sequencer: SlowestFirst },
    // Once for all projects, which do not extend this configuration: each of them would build anew.
    globalSetup: ['test/build-assistant.ts'],
    projects: [
      {
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: [
            'test/browser/**',
            'test/compatibility/**',
            'test/golden/**',
            'test/peers/**',
            'test/postgres/**',
          ],
          testTimeout: 90_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          isolate: false,
        },
      },
      {
        test: {
          name: 'chats',
          include: ['test/golden/**/*.test.ts'],
          testTimeout: 90_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'postgres',
          include: ['test/postgres/**/*.test.ts'],
          globalSetup: ['test/postgres/global-setup.ts'],
          testTimeout: 90_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          isolate: false,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/browser/global-setup.ts'],
          // Some train a model, on however much of a processor the other files leave.
          testTimeout: 300_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
