import type { Settlement } from '../../conversations/settlement.ts';
import type { ConversationId } from '../../ids.ts';
import type { Log } from '../../log.ts';
import type { Clock, Random } from '../../time-and-chance.ts';
import type { Delivery } from './channel.ts';

/** Inbox and outbox alike: of each conversation only the next one is given out. */
export interface Queue<Item> {
  claimDue(now: number, until: number, limit: number): Promise<readonly Item[]>;
  lookAgainAt(now: number): number | undefined;
  settle(item: Item, settlement: Settlement): Promise<void>;
  postpone(item: Item, until: number): Promise<void>;
}

export interface Item {
  readonly conversation: ConversationId;
  readonly since: string;
  readonly attempts: number;
}

export interface WorkOptions<I extends Item> {
  readonly queue: Queue<I>;
  readonly work: (item: I) => Promise<Delivery>;
  /** In milliseconds: how long a claim lasts, in which the work has long ended. */
  readonly claimLasts: number;
  /** For the log. */
  readonly name: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

export interface Worker {
  /** Something was queued. */
  poke(): void;
  /** Resolves when nothing is due and nothing is in work. */
  idle(): Promise<void>;
  /** Begins nothing new; resolves when what was begun has ended. */
  stop(): Promise<void>;
}

/** Conversations that are worked on side by side. */
const together = 32;

/** In milliseconds: 1 s, 2 s, 4 s ... 15 min between attempts. */
const firstPause = 1_000;
const longestPause = 15 * 60_000;

/** An answer is worth nothing a day later; an operator may still send it. */
const givesUpAfter = 24 * 60 * 60_000;

/** The queue itself could not be asked, or told: the store has trouble of its own. */
const pauseAfterTrouble = 1_000;

/** Works off a queue: each conversation in order, different ones side by side, failures again with growing pauses. */
export function workOff<I extends Item>(options: WorkOptions<I>): Worker {
  const { queue, work, claimLasts, name, clock, random, log } = options;
  const busy = new Map<ConversationId, Promise<void>>();
  let looking: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let cancelAlarm = () => {};
  look();

  return {
    poke: look,
    async idle() {
      while (looking || busy.size > 0) await Promise.all([looking, ...busy.values()]);
    },
    async stop() {
      stopped = true;
      cancelAlarm();
      while (looking || busy.size > 0) await Promise.all([looking, ...busy.values()]);
    },
  };

  function look(): void {
    again = true;
    if (looking || stopped) return;
    looking = lookWhileThereIs()
      .catch(error => {
        log.warn(`${name} could not be read`, { error });
        return clock.now() + pauseAfterTrouble;
      })
      .then(next => {
        looking = undefined;
        if (again) look();
        else sleepUntil(next);
      });
  }

  /** Answers when to look again in any case. */
  async function lookWhileThereIs(): Promise<number | undefined> {
    while (again && !stopped) {
      again = false;
      const free = together - busy.size;
      if (free === 0) return undefined;
      const now = clock.now();
      const items = await queue.claimDue(now, now + claimLasts, free);
      for (const item of items) if (!busy.has(item.conversation)) begin(item);
    }
    // Whoever ends first looks again; when the next one is due would be asked of all that waits.
    if (busy.size >= together) return undefined;
    return queue.lookAgainAt(clock.now());
  }

  function sleepUntil(next: number | undefined): void {
    cancelAlarm();
    if (next === undefined || stopped) return;
    cancelAlarm = clock.after(Math.max(1, next - clock.now()), look);
  }

  function begin(item: I): void {
    const done = run(item).finally(() => {
      busy.delete(item.conversation);
      look();
    });
    busy.set(item.conversation, done);
  }

  async function run(item: I): Promise<void> {
    const outcome = await work(item).catch(error => {
      log.error(`${name} has a fault`, { conversation: item.conversation, error });
      return { kind: 'later', problem: 'fault' } as const;
    });
    if (outcome.kind === 'wait') {
      await queue
        .postpone(item, clock.now() + outcome.milliseconds)
        .catch(error => log.warn(name, { error }));
      return;
    }
    const settlement = settlementOf(outcome, item);
    if (settlement.kind === 'failed') {
      log.error(`${name} gave up`, { conversation: item.conversation, code: settlement.problem });
    }
    await settle(item, settlement);
  }

  /** Again and again while the store has trouble: were it forgotten, the same would be done once more. */
  async function settle(item: I, settlement: Settlement): Promise<void> {
    while (true) {
      try {
        await queue.settle(item, settlement);
        return;
      } catch (error) {
        log.warn(`${name} could not be settled`, { conversation: item.conversation, error });
        if (stopped) return;
        await new Promise<void>(resolve => clock.after(pauseAfterTrouble, resolve));
      }
    }
  }

  function settlementOf(outcome: Exclude<Delivery, { kind: 'wait' }>, { since, attempts }: I): Settlement {
    const now = clock.now();
    switch (outcome.kind) {
      case 'sent':
        return { kind: 'done' };
      case 'failed':
        return { kind: 'failed', at: now, problem: outcome.problem };
      case 'later': {
        const at = now + pauseAfter(outcome, attempts);
        const tooLate = at - Date.parse(since) > givesUpAfter;
        return tooLate
          ? { kind: 'failed', at: now, problem: outcome.problem }
          : { kind: 'later', at, problem: outcome.problem };
      }
    }
  }

  /** A platform that says when to come back is there again, however long it was away. */
  function pauseAfter({ notBefore }: { readonly notBefore?: number }, attempts: number): number {
    return notBefore === undefined ? pauseBefore(attempts) : Math.max(firstPause, notBefore);
  }

  /** With jitter, so that those who failed together do not come back together. */
  function pauseBefore(attempts: number): number {
    const pause = Math.min(firstPause * 2 ** Math.min(attempts, 20), longestPause);
    return pause * (0.75 + (random.bytes(1)[0] ?? 0) / 512);
  }
}
