import type { ConversationStore } from './conversations/conversation-store.ts';
import type { Log } from './log.ts';
import type { Numbers } from './numbers/numbers.ts';
import type { Clock } from './time-and-chance.ts';

interface Options {
  readonly numbers: Pick<Numbers, 'settle'>;
  readonly store: Pick<ConversationStore, 'eraseIdleSince'>;
  /** Undefined: nothing is ever erased by its age. */
  readonly retentionDays: number | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

const day = 24 * 60 * 60_000;
/** The first time soon after a start, for processes that never live for an hour. */
const first = 60_000;
const every = 60 * 60_000;

/**
 * Once an hour keeps the numbers of the days that have settled, and then erases the conversations in which nothing was said for
 * so many days. Every process does it; twice does no harm. The returned function stops it.
 */
export function startUpkeep({ numbers, store, retentionDays, clock, log }: Options): () => void {
  let stop = clock.after(first, run);
  return () => stop();

  function run(): void {
    void keepNumbers().then(eraseWhatIsOver);
    stop = clock.after(every, run);
  }

  async function keepNumbers(): Promise<void> {
    try {
      await numbers.settle();
    } catch (error) {
      log.error('the numbers of the last days could not be kept', { error });
    }
  }

  async function eraseWhatIsOver(): Promise<void> {
    if (retentionDays === undefined) return;
    try {
      const count = await store.eraseIdleSince(clock.now() - retentionDays * day);
      if (count > 0) log.info('conversations were erased, as their time is over', { count });
    } catch (error) {
      log.error('old conversations could not be erased', { error });
    }
  }
}
