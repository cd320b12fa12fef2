import { inject } from 'vitest';
import { openAuditFile } from '../../src/audit/audit-file.ts';
import type { AuditLog } from '../../src/audit/audit-log.ts';
import type { ConversationStore } from '../../src/conversations/conversation-store.ts';
import type { DoubtfulMessages } from '../../src/conversations/doubtful-messages.ts';
import { openLearningFiles } from '../../src/learning/learning-files.ts';
import type { LearningStore } from '../../src/learning/learning-store.ts';
import { type Trainer, trainInWorker } from '../../src/learning/training/train-in-worker.ts';
import { silentLog } from '../../src/log.ts';
import { openLearning } from '../../src/open-learning.ts';
import type { Clock } from '../../src/time-and-chance.ts';
import { smallContent } from './small-content.ts';

interface Given {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly store: ConversationStore & { readonly doubtful?: DoubtfulMessages };
  readonly learningStore?: LearningStore;
  readonly audit?: AuditLog;
  readonly trainer?: Trainer;
}

/** The learning loop on the small content, trained in the real worker. */
export async function openTestLearning({
  dataDir,
  clock,
  store,
  learningStore = openLearningFiles({ dataDir, clock }),
  audit = openAuditFile({ dataDir, clock }),
  trainer = trainInWorker(inject('trainWorker')),
}: Given) {
  const { folder, content, base, modelDir } = smallContent();
  const { doubtful = { newest: async () => [] } } = store;
  return openLearning({
    storage: { store, doubtful, learning: learningStore, audit },
    base,
    content,
    config: { contentDir: folder, modelDir },
    trainer,
    clock,
    log: silentLog,
  });
}
