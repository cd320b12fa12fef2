import { createInsistent } from '../insistent.ts';
import type { Log } from '../log.ts';
import type { Clock } from '../time-and-chance.ts';
import type { UnderstandingContent } from '../understanding/content.ts';
import { understandWith } from '../understanding/create-understanding.ts';
import { decodeModel } from '../understanding/model-file.ts';
import { canRank, type Ranked, type Understanding } from '../understanding/understanding.ts';
import type { KeptModel, LearningStore } from './learning-store.ts';

/** What answers now. It is an `Understanding` itself, so nobody else needs to know that it changes. */
export interface ActiveModel extends Understanding {
  rank(text: string, count: number): readonly Ranked[];
  /** Number of the version that answers; absent: the model of intents/ alone. */
  version(): number | undefined;
  kept(): KeptModel | undefined;
  /** Looks which version was chosen, and takes it; what could not be read is looked at again until it can. */
  refresh(): Promise<void>;
  close(): void;
}

interface Answering {
  readonly understanding: Understanding;
  readonly version?: number;
  readonly kept?: KeptModel;
}

interface Options {
  readonly store: LearningStore;
  /** The model of intents/ alone. */
  readonly base: Understanding;
  readonly content: UnderstandingContent;
  readonly contentKey: string;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Answers with the version that was activated, in whatever process. A version of other content, or one that cannot be
 * read, does not answer: intents/ has been reviewed, so its own model always may.
 */
export function createActiveModel({ store, base, content, contentKey, clock, log }: Options): ActiveModel {
  let current: Answering = { understanding: base };
  const looking = createInsistent(look, {
    clock,
    failed: error => log.error('the active model could not be read', { error }),
  });
  const unwatch = store.watch(() => void looking.look());

  return {
    understand: text => current.understanding.understand(text),
    rank(text, count) {
      const { understanding } = current;
      if (canRank(understanding)) return understanding.rank(text, count);
      const { intent, confidence } = understanding.understand(text);
      return [{ intent, probability: confidence }];
    },
    version: () => current.version,
    kept: () => current.kept,
    refresh: looking.look,
    close() {
      unwatch();
      looking.stop();
    },
  };

  async function look(): Promise<void> {
    const chosen = await store.active();
    if (chosen === current.version) return;
    current = (chosen !== undefined && (await load(chosen))) || { understanding: base };
    log.info('another model answers', { count: current.version ?? 0 });
  }

  async function load(number: number): Promise<Answering | undefined> {
    const version = (await store.versions()).find(one => one.number === number);
    if (version?.contentKey !== contentKey) {
      log.warn('the active model was trained with other content; intents/ alone answers', { count: number });
      return undefined;
    }
    const kept = await store.model(number);
    const loaded = kept && decodeModel(Buffer.from(kept.bytes), kept.key);
    if (kept && loaded?.kind === 'loaded')
      return { understanding: understandWith(loaded.model, content), version: number, kept };
    log.error('the active model is damaged; intents/ alone answers', { count: number });
    return undefined;
  }
}
