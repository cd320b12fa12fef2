import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLearningFiles } from '../../src/learning/learning-files.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { describeLearningStore } from './store-contract.ts';

describeLearningStore('files', async () => {
  const [dataDir, clock] = [await mkdtemp(join(tmpdir(), 'learning-')), new FakeClock()];
  return {
    store: openLearningFiles({ dataDir, clock }),
    clock,
    reopen: async () => openLearningFiles({ dataDir, clock }),
    dispose: () => rm(dataDir, { recursive: true, force: true }),
  };
});
