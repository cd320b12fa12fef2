import type { ConversationStore } from './conversations/conversation-store.ts';
import type { Log } from './log.ts';
import type { Clock } from './time-and-chance.ts';

interface Options {
  readonly store: Pick<ConversationStore, 'eraseIdleSince'>;
  /** Undefined: nothing is ever erased by its age. */
  readonly days: number | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

const day = 24 * 60 * 60_000;
/** The first time soon after a start, for processes that never live for an hour. */
const first = 60_000;
const every = 60 * 60_000;

/**
 * Once an hour erases the conversations in which nothing was said for so many days. Every process does it; twice does no
 * harm. The returned function stops it.
 */
export function startRetention({ store, days, clock, log }: Options): () => void {
  if (days === undefined) return () => {};
  const longest = days * day;
  let stop = clock.after(first, run);
  return () => stop();

  function run(): void {
    store.eraseIdleSince(clock.now() - longest).then(
      count => count > 0 && log.info('conversations were erased, as their time is over', { count }),
      error => log.error('old conversations could not be erased', { error }),
    );
    stop = clock.after(every, run);
  }
}
