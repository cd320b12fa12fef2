import type { Config } from './config.ts';
import { createActiveModel } from './learning/active-model.ts';
import { contentKeyOf } from './learning/content-key.ts';
import { createLearning } from './learning/learning.ts';
import type { Trainer } from './learning/training/train-in-worker.ts';
import type { Log } from './log.ts';
import type { AssistantStorage } from './open-storage.ts';
import type { Clock } from './time-and-chance.ts';
import type { UnderstandingContent } from './understanding/content.ts';
import type { Understanding } from './understanding/understanding.ts';

interface Options {
  readonly storage: Pick<AssistantStorage, 'store' | 'doubtful' | 'learning' | 'audit'>;
  /** The model of intents/ alone. */
  readonly base: Understanding;
  readonly content: UnderstandingContent;
  readonly config: Pick<Config, 'contentDir' | 'modelDir'>;
  readonly trainer: Trainer;
  readonly clock: Clock;
  readonly log: Log;
}

/** The model that was activated last, and the loop that makes new ones. */
export async function openLearning({
  storage,
  base,
  content,
  config: { contentDir, modelDir },
  trainer,
  clock,
  log,
}: Options) {
  const contentKey = contentKeyOf(content);
  const model = createActiveModel({ store: storage.learning, base, content, contentKey, clock, log });
  await model.refresh();
  const learning = createLearning({
    store: storage.learning,
    conversations: storage.store,
    doubtful: storage.doubtful,
    model,
    trainer,
    content,
    contentDir,
    contentKey,
    modelDir,
    audit: storage.audit,
    clock,
    log,
  });
  return { learning, model };
}
