import { z } from 'zod';
import type { Log } from '../../log.ts';
import type { Clock } from '../../time-and-chance.ts';
import type { Accept } from '../push/channel.ts';
import type { CallTelegram } from './api.ts';
import { take } from './listen.ts';
import { wantedUpdates } from './update.ts';

interface PollOptions {
  readonly call: CallTelegram;
  readonly accept: Accept;
  readonly clock: Clock;
  readonly log: Log;
}

/** In seconds: so long Telegram holds a question open. */
const holdOpen = 25;

/** In milliseconds, after a question that was not answered. */
const pauseAfterTrouble = 5_000;

/** A server that does not hold questions open must not be asked all the time. */
const pauseAfterNothing = 250;

const Updates = z.array(z.looseObject({ update_id: z.int() }));

/** For development, where Telegram cannot reach us: asks for updates. An update is only asked past when it is durable. */
export function pollTelegram({ call, accept, clock, log }: PollOptions): { stop(): void } {
  const leaving = new AbortController();
  let offset = 0;
  void ask();
  return { stop: () => leaving.abort() };

  async function ask(): Promise<void> {
    while (!leaving.signal.aborted) {
      const answer = await call(
        'getUpdates',
        { offset, timeout: holdOpen, allowed_updates: wantedUpdates },
        { patience: (holdOpen + 10) * 1_000, signal: leaving.signal },
      );
      if (leaving.signal.aborted) return;
      const updates = answer.kind === 'ok' ? Updates.safeParse(answer.result).data : undefined;
      if (!updates || !(await takeAll(updates))) await pause(pauseAfterTrouble);
      else if (updates.length === 0) await pause(pauseAfterNothing);
    }
  }

  async function takeAll(updates: z.infer<typeof Updates>): Promise<boolean> {
    try {
      for (const update of updates) {
        await take(update, { call, accept, log });
        offset = update.update_id + 1;
      }
      return true;
    } catch (error) {
      log.warn('telegram updates could not be kept', { channel: 'telegram', error });
      return false;
    }
  }

  function pause(milliseconds: number): Promise<void> {
    return new Promise(resolve => {
      clock.after(milliseconds, resolve);
      leaving.signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }
}
