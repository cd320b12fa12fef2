import { join } from 'node:path';
import { Low } from 'lowdb';
import { durableJsonFile } from '../../storage/durable-json-file.ts';
import type { Clock } from '../../time-and-chance.ts';
import { permissionLifetime } from './lifetimes.ts';
import { type AccountState, type State, stateShape } from './state.ts';

export interface Store {
  /** The state as last committed. */
  read(): Readonly<State>;
  /**
   * Changes a copy of the state and commits it durably before it resolves; one change after the other. When `change`
   * throws or the disk refuses, nothing has happened.
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
  let last: Promise<unknown> = Promise.resolve();
  const listeners = new Set<() => void>();

  return {
    read: () => db.data,
    transact(change) {
      const run = last.then(() => commit(change));
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

  async function commit<T>(change: (draft: State) => T): Promise<T> {
    const before = db.data;
    const draft = structuredClone(before);
    const result = change(draft);
    forgetOld(draft, clock.now());
    db.data = draft;
    try {
      await db.write();
    } catch (error) {
      db.data = before;
      throw error;
    }
    for (const listener of listeners) listener();
    return result;
  }
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
