import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * What takes longest, by seconds on two quiet cores: begun first, nothing long is left for one core alone at the end. vitest's own
 * order knows durations only after a run, and `npm ci` forgets them.
 */
const slowest = [
  'test/faults/faults.test.ts',
  'test/postgres/faults.test.ts',
  'test/channels/golden.test.ts',
  'test/golden/',
  'test/postgres/database-in-trouble.test.ts',
  'test/console/command-line.test.ts',
  'test/start/refuses-to-start.test.ts',
  'test/browser/network-cuts.test.ts',
  'test/conversations-store/transcripts-cli.test.ts',
  'test/browser/console-list.test.ts',
  'test/walks/',
  'test/postgres/workers.test.ts',
  'test/browser/desk.test.ts',
  'test/postgres/store.test.ts',
  'test/understanding/cli.test.ts',
  'test/accounts/one-time-page.test.ts',
  'test/browser/',
  'test/checks.test.ts',
  'test/postgres/',
];

export default class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return [...files].sort((a, b) => rank(a) - rank(b) || a.moduleId.localeCompare(b.moduleId));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const place = slowest.findIndex(part => moduleId.includes(part));
  return place === -1 ? slowest.length : place;
}
