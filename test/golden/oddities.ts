import type { Receive } from '../../src/bot/inbound-message.ts';
import type { ConversationStore, JsonObject } from '../../src/conversations/conversation-store.ts';
import { type ConversationId, DedupeKey } from '../../src/ids.ts';
import type { Activity } from './lines.ts';

interface Backstage {
  /** Posts an activity as the visitor. */
  send(activity: Activity): Promise<void>;
  readonly store: ConversationStore;
  readonly receive: Receive;
  readonly conversation: ConversationId;
}

/** Something a script lets happen that no ordinary line can tell. */
export type Oddity = (backstage: Backstage) => Promise<void>;

/** By stage direction: odd messages, and odd states that only an upgrade or a mistake of ours can bring about. */
export const oddities: Readonly<Record<string, Oddity>> = {
  'pesan kosong': async ({ send }) => {
    await send({ type: 'message', text: '' });
  },
  'kirim gambar': async ({ send }) => {
    await send({
      type: 'message',
      attachments: [{ contentType: 'image/png', contentUrl: 'data:image/png;base64,' }],
    });
  },
  'pesan panjang': async ({ send }) => {
    await send({ type: 'message', text: 'jadi begini ceritanya kak '.repeat(50) });
  },
  'enam belas pesan sekaligus': async ({ send }) => {
    for (let number = 1; number <= 16; number++)
      await send({ type: 'message', text: `halo ${'o'.repeat(number)}` });
  },
  // The page joins a new conversation because the earlier one cannot be read.
  'riwayat hilang': async ({ receive, conversation, store }) => {
    const user = (await store.load(conversation))?.user;
    if (!user) throw new Error('Belum ada percakapan');
    const dedupeKey = DedupeKey.parse('riwayat-hilang');
    await receive({
      conversation,
      channel: 'web',
      user,
      dedupeKey,
      content: { kind: 'join', historyLost: true },
    });
  },
  // As on a disk that cannot be written for a while.
  'penghapusan: gagal': async ({ store }) => {
    erasures.set(store, store.eraseUser);
    Object.assign(store, { eraseUser: () => Promise.reject(new Error('EROFS')) });
  },
  'penghapusan: normal': async ({ store }) => {
    Object.assign(store, { eraseUser: erasures.get(store) });
  },
  'keadaan: langkah hilang': backstage => standAt(backstage, 'langkah-yang-sudah-tidak-ada'),
  'keadaan: topik hilang': backstage =>
    changeState(backstage, state => ({
      ...state,
      dialogs: {
        dialogStack: state.dialogs.dialogStack.map(talk => ({ ...talk, id: 'topik-yang-sudah-tidak-ada' })),
      },
    })),
  // What was to be tried next, under the name that it had before the upgrade.
  'keadaan: sebab hilang': backstage =>
    changeState(backstage, state => ({
      ...state,
      search: { ...state.search, ladder: ['sebab-yang-sudah-tidak-ada', ...(state.search?.ladder ?? [])] },
    })),
  // Waiting for a code of a verification that nothing is known of.
  'keadaan: rusak': backstage => standAt(backstage, 'awaitOwner'),
};

const erasures = new WeakMap<ConversationStore, ConversationStore['eraseUser']>();

function standAt(backstage: Backstage, step: string): Promise<void> {
  return changeState(backstage, ({ dialogs, ...state }) => {
    const dialogStack = dialogs.dialogStack.map((talk, index, all) =>
      index === all.length - 1 ? { ...talk, state: { ...talk.state, step } } : talk,
    );
    return { ...state, dialogs: { dialogStack } };
  });
}

type State = JsonObject & {
  readonly dialogs: { dialogStack: (JsonObject & { id: string; state: JsonObject })[] };
  readonly search?: JsonObject & { ladder: string[] };
};

async function changeState({ store, conversation }: Backstage, change: (state: State) => JsonObject) {
  const loaded = await store.load(conversation);
  if (!loaded) throw new Error('Belum ada percakapan');
  const { version, lastSequence: _, updatedAt, ...kept } = loaded;
  await store.commit({
    conversation: { ...kept, state: change(loaded.state as State) },
    baseVersion: version,
    messages: [],
    handled: DedupeKey.parse(`keadaan-${version}`),
    at: updatedAt,
  });
}
