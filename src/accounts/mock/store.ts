import { join } from 'node:path';
import { Low } from 'lowdb';
import { durableJsonFile } from '../../storage/durable-json-file.ts';
import { groupCommit } from '../../storage/group-commit.ts';
import type { Clock } from '../../time-and-chance.ts';
import { permissionLifetime } from './lifetimes.ts';
import { type AccountState, type State, stateShape } from './state.ts';

export interface Store {
  /** The state as last committed; within a change look at its draft, which holds those that are committed with it. */
  read(): Readonly<State>;
  /**
   * Changes a copy of the state and commits it durably before it resolves; one change after the other, those that come together
   * in one write. When `change` throws or the disk refuses, nothing has happened. It may run again on the same state when
   * another one throws.
   */
  transact<T>(change: (draft: State) => T): Promise<T>;
  /** Calls `listener` after every commit; the returned function ends that. */
  onCommit(listener: () => void): () => void;
  /** Resolves when everything that was begun is on disk. */
  settled(): Promise<void>;
}

const day = 24 * 60 * 60_000;
const longestInbox = 200;

/** Opens `state.json`; on the first start `firstAccounts` makes the accounts. */
export async function openStore(
  dataDir: string,
  clock: Clock,
  firstAccounts: () => Promise<Record<string, AccountState>>,
): Promise<Store> {
  const adapter = durableJsonFile<State>(join(dataDir, 'state.json'), value => stateShape.parse(value));
  const db = new Low<State>(adapter, emptyState());
  await db.read();
  const known = db.data.accounts;
  // Accounts may be added to the seed later; what was changed by a reset stays.
  db.data.accounts = { ...(await firstAccounts()), ...known };
  await db.write();
  const listeners = new Set<() => void>();
  const changes = groupCommit<Change>(commit);
  let last: Promise<unknown> = Promise.resolve();

  return {
    read: () => db.data,
    transact(change) {
      const run = makeDurable(change);
      last = run.catch(() => {});
      return run;
    },
    onCommit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    settled: async () => {
      await last;
    },
  };

  async function makeDurable<T>(change: (draft: State) => T): Promise<T> {
    let made: { readonly result: T } | undefined;
    const asked: Change = {
      make(draft) {
        made = { result: change(draft) };
      },
    };
    await changes(asked);
    if (asked.refused) throw asked.refused.error;
    if (!made) throw new Error('the change was not made');
    return made.result;
  }

  async function commit(together: readonly Change[]): Promise<void> {
    const before = db.data;
    const draft = changed(before, together);
    if (together.every(({ refused }) => refused)) return;
    forgetOld(draft, clock.now());
    db.data = draft;
    try {
      await db.write();
    } catch (error) {
      db.data = before;
      throw error;
    }
    for (const listener of listeners) listener();
  }
}

interface Change {
  make(draft: State): void;
  refused?: { readonly error: unknown };
}

/** A change that throws leaves no trace: all others are made once more without it. */
function changed(before: Readonly<State>, together: readonly Change[]): State {
  const draft = structuredClone(before);
  for (const change of together) {
    try {
      change.make(draft);
    } catch (error) {
      change.refused = { error };
      return changed(
        before,
        together.filter(other => other !== change),
      );
    }
  }
  return draft;
}

function emptyState(): State {
  return {
    version: 1,
    accounts: {},
    verifications: {},
    answers: {},
    sends: {},
    permissions: {},
    outbox: [],
    inbox: [],
  };
}

/** But for permissions nothing here is asked for after a day; an idempotency key outlives the bot's retries many times. */
function forgetOld(state: State, now: number): void {
  for (const [id, { createdAt }] of Object.entries(state.verifications)) {
    if (createdAt < now - day) delete state.verifications[id];
  }
  for (const [key, { at }] of Object.entries(state.answers)) {
    if (at < now - day) delete state.answers[key];
  }
  for (const [id, { givenAt }] of Object.entries(state.permissions)) {
    if (givenAt < now - permissionLifetime) delete state.permissions[id];
  }
  for (const [key, times] of Object.entries(state.sends)) {
    const recent = times.filter(time => time > now - day);
    if (recent.length === 0) delete state.sends[key];
    else state.sends[key] = recent;
  }
  state.inbox = state.inbox.slice(-longestInbox);
}
