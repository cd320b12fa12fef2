import type { ConversationStore } from '../../src/conversations/conversation-store.ts';
import type { ConversationId } from '../../src/ids.ts';
import type { Log } from '../../src/log.ts';
import { conversationId, take } from '../conversations-store/turns.ts';
import { damageFiles } from './damage-files.ts';
import { damageRows } from './damage-rows.ts';
import type { Scenario } from './scenario.ts';
import { count, inLanes } from './support/lanes.ts';

/** Files and rows that are not what was written. */
export const damage: Scenario = {
  id: 'R11',
  title: 'damaged store: truncated, zeroed, swapped, stale temp file, empty, newer schema',
  async run(ground, size, progress) {
    const mutations = size === 'long' ? 500 : 11;
    const reported: string[] = [];
    const log: Log = {
      info() {},
      warn() {},
      error: (_event, fields) => reported.push(fields?.conversation ?? ''),
    };
    const ids = count(12).map(number => conversationId(`damage ${number}`));
    await fill(await ground.openStore(), ids);
    const before = await contents(await ground.openStore(), ids);
    const damager = ground.adapter === 'embedded' ? damageFiles(ground) : damageRows(ground);
    const sums: Record<Verdict, number> = {
      fine: 0,
      othersHurt: 0,
      harmless: 0,
      reported: 0,
      silent: 0,
      unreported: 0,
    };
    for (const number of count(mutations)) {
      progress(`kerusakan ${number + 1} dari ${mutations}`, number / mutations);
      reported.length = 0;
      const { hurt, store, undo } = await damager.damage(ids, number, log);
      const files = (await store.verify()).damaged.map(({ file }) => file);
      const told = (id: ConversationId) => reported.includes(id) || files.some(file => file.includes(id));
      for (const one of await look(store, ids, before)) sums[verdict(one, hurt, told)] += 1;
      await undo();
    }
    return [
      { what: 'mutations', value: mutations },
      { what: 'conversations refused and reported', value: sums.reported },
      { what: 'mutations that changed nothing', value: sums.harmless },
      { what: 'conversations silently empty or different', value: sums.silent, bar: { is: 0 } },
      { what: 'damage not reported', value: sums.unreported, bar: { is: 0 } },
      { what: 'other conversations hurt', value: sums.othersHurt, bar: { is: 0 } },
    ];
  },
};

interface Seen {
  readonly id: ConversationId;
  readonly state: 'as before' | 'different' | 'refused';
}

type Verdict = 'fine' | 'othersHurt' | 'harmless' | 'reported' | 'silent' | 'unreported';

function verdict(
  { id, state }: Seen,
  hurt: readonly ConversationId[],
  told: (id: ConversationId) => boolean,
): Verdict {
  if (!hurt.includes(id)) return state === 'as before' ? 'fine' : 'othersHurt';
  if (told(id)) return 'reported';
  if (state === 'as before') return 'harmless';
  return state === 'different' ? 'silent' : 'unreported';
}

type Content = ReadonlyMap<ConversationId, string>;

interface Opened {
  readonly store: ConversationStore;
  close(): Promise<void>;
}

/** Short ones, and two that are long enough to lie in several files. */
async function fill({ store, close }: Opened, ids: readonly ConversationId[]): Promise<void> {
  await inLanes(ids, 4, async (id, index) => {
    await take(store, id, { says: count(index < 2 ? 450 : 3).map(number => `pesan ${number}`) });
    await take(store, id);
  });
  await close();
}

async function contents({ store, close }: Opened, ids: readonly ConversationId[]): Promise<Content> {
  const content = new Map<ConversationId, string>();
  for (const id of ids) content.set(id, await contentOf(store, id));
  await close();
  return content;
}

async function look(
  store: ConversationStore,
  ids: readonly ConversationId[],
  before: Content,
): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  for (const id of ids) {
    try {
      const same = (await contentOf(store, id)) === before.get(id);
      seen.push({ id, state: same ? 'as before' : 'different' });
    } catch {
      seen.push({ id, state: 'refused' });
    }
  }
  return seen;
}

async function contentOf(store: ConversationStore, id: ConversationId): Promise<string> {
  return JSON.stringify([await store.load(id), await store.messages(id)]);
}

/** Damages one thing; what was hurt, and the store as it is opened on it. */
export interface Damager {
  damage(
    ids: readonly ConversationId[],
    number: number,
    log: Log,
  ): Promise<{
    readonly hurt: readonly ConversationId[];
    readonly store: ConversationStore;
    undo(): Promise<void>;
  }>;
}
