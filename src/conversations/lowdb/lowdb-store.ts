import { Failure } from '../../failure.ts';
import type { ConversationId, UserId } from '../../ids.ts';
import type { Log } from '../../log.ts';
import { createRecent } from '../../recent.ts';
import type { Clock } from '../../time-and-chance.ts';
import type { ConversationFacts } from '../conversation-facts.ts';
import type { ConversationPage, ConversationStore, ListQuery, TurnCommit } from '../conversation-store.ts';
import type { DoubtfulMessages } from '../doubtful-messages.ts';
import type { Inbox } from '../inbox.ts';
import type { Message } from '../message.ts';
import type { Outbox } from '../outbox.ts';
import { searchWords } from '../search/words.ts';
import { handledFor } from '../turn-facts.ts';
import { createWatchers } from '../watchers.ts';
import { createCatalogue } from './catalogue.ts';
import { type CommandAnswers, EraseCommand } from './command-socket.ts';
import type { ConversationDocument, PartDocument } from './document.ts';
import { createInTurn } from './in-turn.ts';
import { openJournaledInbox } from './inbox/journaled-inbox.ts';
import { indexEntryOf } from './index-entry.ts';
import { readIndexFile, removeIndexFile, writeIndexFile } from './index-file.ts';
import { openJournaledFiles } from './journal/journaled-files.ts';
import { conversationOf, nextDocument } from './next-document.ts';
import { createOutbox } from './outbox-in-documents.ts';
import { createPaths } from './paths.ts';
import { openQuarantine } from './quarantine.ts';
import { rollOver } from './roll-over.ts';
import { createSearch } from './search.ts';
import { claimDataDir } from './single-process.ts';
import { removeUnfinishedWrites } from './unfinished-writes.ts';
import { verifyFiles } from './verify-files.ts';
import { createWriteCheck } from './write-check.ts';

export interface LowdbStoreOptions {
  /** Everything lies below it: conversations/, quarantine/, assistant.sock. */
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Told when a user was erased, so that nothing else keeps a way back to them. */
  readonly erased?: (user: UserId) => Promise<void>;
  /** What the command line may ask of this process besides erasing. */
  readonly commands?: CommandAnswers;
}

/** A conversation store on this machine's disk, with what it keeps beside conversations. */
export interface LowdbStore extends ConversationStore {
  readonly outbox: Outbox;
  readonly inbox: Inbox;
  readonly doubtful: DoubtfulMessages;
  readonly facts: ConversationFacts;
  /** Throws a `Failure` while documents cannot be written, e.g. because the disk is full. */
  check(): Promise<void>;
}

const documentsInMemory = 500;
/** After a start that had to read more documents than this the next one shall not, however this process ends. */
const worthKeeping = 1_000;

/**
 * The embedded store: one small durable lowdb document per conversation. Reads every document once at start. Throws
 * `Failure('data-dir-in-use')` when another process has the folder, `Failure('data-dir-not-writable')` when nobody can.
 */
export async function openLowdbStore({
  dataDir,
  clock,
  log,
  erased = async () => {},
  commands = {},
}: LowdbStoreOptions): Promise<LowdbStore> {
  const claim = await claimDataDir(dataDir, log);
  try {
    const store = await openClaimed({ dataDir, clock, log });
    const eraseUser = async (user: UserId) => {
      const count = await store.eraseUser(user);
      await erased(user);
      return count;
    };
    claim.serve({
      ...commands,
      erase: async request => ({ erased: await eraseUser(EraseCommand.parse(request).user) }),
    });
    return { ...store, eraseUser, close: () => store.close().finally(claim.release) };
  } catch (error) {
    await claim.release();
    throw error;
  }
}

async function openClaimed({ dataDir, clock, log }: LowdbStoreOptions): Promise<LowdbStore> {
  const paths = createPaths(dataDir);
  const quarantine = await openQuarantine(paths, clock, log);
  const recent = createRecent<ConversationId, ConversationDocument>(documentsInMemory);
  const catalogue = createCatalogue();
  const watchers = createWatchers(log);
  const inTurn = createInTurn<ConversationId>();
  await removeUnfinishedWrites(paths);
  const files = await openJournaledFiles({ paths, quarantine, inTurn: inTurn.run, clock, log });
  const inbox = await openJournaledInbox(dataDir, clock, log);
  const writes = createWriteCheck(dataDir);
  const search = createSearch({ withMessages, newestFirst, clock, log });
  search.fill(await readEverything());

  return {
    async load(id) {
      const document = await current(id);
      return document && conversationOf(document);
    },
    messages,
    async hasHandled(id, key) {
      const document = await current(id);
      const oldest = clock.now() - handledFor;
      return document?.handled.some(entry => entry.key === key && Date.parse(entry.at) > oldest) ?? false;
    },
    commit: turn => inTurn.run(turn.conversation.id, () => commit(turn)),
    watch: watchers.add,
    list,
    eraseUser,
    eraseIdleSince,
    // There is one process, and its own queue keeps turns apart.
    exclusively: (_id, work) => work(),
    timers: async () => catalogue.dueTimers(),
    verify: () => verifyFiles(paths),
    inbox,
    doubtful: { newest: catalogue.newestDoubtful },
    facts: catalogue.facts,
    outbox: createOutbox({
      catalogue,
      read: id => current(id).catch(ignoreDamage),
      messages: async (id, after) => (await messages(id, after).catch(ignoreDamage)) ?? [],
      rewrite,
    }),
    async close() {
      await search.stop();
      await inTurn.idle();
      await files.close();
      await keepIndex();
      await inbox.close();
    },
    check: writes.check,
  };

  /** Answers whose words are still to be read: of few documents they are in the search already. */
  async function readEverything(): Promise<readonly ConversationId[]> {
    const kept = await readIndexFile(paths);
    const unsearched: ConversationId[] = [];
    let reads = 0;
    for (const id of await files.ids()) {
      const known = kept.get(id);
      if (known) {
        catalogue.put(known);
        unsearched.push(id);
        continue;
      }
      reads += 1;
      // What is damaged is in quarantine and in the log now; all others start.
      const document = await read(id).catch(ignoreDamage);
      if (!document) continue;
      catalogue.put(indexEntryOf(document));
      if (reads > worthKeeping || document.parts > 0) unsearched.push(id);
      else search.add(id, document.messages);
    }
    if (reads > worthKeeping) await keepIndex();
    return unsearched;
  }

  /** A start without it only takes longer. */
  async function keepIndex(): Promise<void> {
    await writeIndexFile(paths, catalogue.entries(), Date.now()).catch(error =>
      log.warn('the index could not be kept', { error }),
    );
  }

  /** The document as last committed, from memory when it is there. */
  async function current(id: ConversationId): Promise<ConversationDocument | undefined> {
    return recent.get(id) ?? (await inTurn.run(id, () => currentInTurn(id)));
  }

  /** Only from within the conversation's turn: a slow read must not bring back what a commit has replaced. */
  async function currentInTurn(id: ConversationId): Promise<ConversationDocument | undefined> {
    const document = recent.get(id) ?? (await read(id));
    if (document) recent.set(id, document);
    return document;
  }

  function read(id: ConversationId): Promise<ConversationDocument | undefined> {
    return guard(id, () => files.read(id));
  }

  async function guard<T>(id: ConversationId, work: () => Promise<T>): Promise<T> {
    try {
      return await quarantine.guard(id, work);
    } catch (error) {
      recent.forget(id);
      if (isDamage(error)) leaveOut(id);
      throw error;
    }
  }

  function leaveOut(id: ConversationId): void {
    catalogue.remove(id);
    search.remove(id);
  }

  async function messages(id: ConversationId, after = 0, before = Number.POSITIVE_INFINITY) {
    const all = await messagesAfter(id, after);
    return before === Number.POSITIVE_INFINITY ? all : all.filter(({ sequence }) => sequence < before);
  }

  async function messagesAfter(id: ConversationId, after: number) {
    const document = await current(id);
    if (!document) return [];
    const oldest = document.messages[0]?.sequence ?? document.lastSequence + 1;
    if (oldest <= after + 1 || document.parts === 0) return newer(document, after);
    return inTurn.run(id, async () => {
      const latest = await currentInTurn(id);
      if (!latest) return [];
      const older = await guard(id, () => files.olderMessages(latest, after));
      return [...older.filter(message => message.sequence > after), ...newer(latest, after)];
    });
  }

  async function list(query: ListQuery): Promise<ConversationPage> {
    const words = searchWords(query.text);
    if (words.length === 0) return catalogue.page(query);
    const page = catalogue.page(query, search.find(words));
    const found = await search.foundIn(
      page.conversations.map(({ id }) => id),
      words,
    );
    const indexing = search.indexing();
    return { ...page, found, ...(indexing && { indexing }) };
  }

  /** Beside the documents in memory: reading thousands of them once must not push out those that are in use. */
  function withMessages(id: ConversationId, use: (messages: readonly Message[]) => void): Promise<void> {
    return inTurn.run(id, async () => {
      const document = recent.get(id) ?? (await read(id).catch(ignoreDamage));
      if (!document) return;
      const older = await guard(id, () => files.olderMessages(document, 0)).catch(ignoreDamage);
      use([...(older ?? []), ...document.messages]);
    });
  }

  async function* newestFirst(id: ConversationId) {
    const document = await current(id).catch(ignoreDamage);
    if (!document) return;
    yield document.messages;
    if (document.parts > 0) yield (await messages(id).catch(ignoreDamage)) ?? [];
  }

  async function commit(turn: TurnCommit): Promise<void> {
    const { id } = turn.conversation;
    const document = await currentInTurn(id);
    if ((document?.version ?? 0) !== turn.baseVersion) throw stale(turn, document);
    const next = nextDocument(document, turn);
    const rolled = rollOver(next);
    await write(rolled?.main ?? next, rolled?.part);
    search.add(id, turn.messages);
    watchers.tell(id, turn.messages);
  }

  async function write(main: ConversationDocument, part?: PartDocument): Promise<void> {
    try {
      await writes.around(async () => {
        if (part) await files.writePart(part);
        await files.write(main);
      });
    } catch (error) {
      // Whether it reached the disk is not known: the next read tells.
      recent.forget(main.id);
      throw error;
    }
    recent.set(main.id, main);
    catalogue.put(indexEntryOf(main));
  }

  function rewrite(id: ConversationId, change: (document: ConversationDocument) => ConversationDocument) {
    return inTurn.run(id, async () => {
      const document = await currentInTurn(id);
      const changed = document && change(document);
      if (changed && changed !== document) await write(changed);
    });
  }

  async function eraseUser(user: UserId): Promise<number> {
    const ids = catalogue.ofUser(user);
    for (const id of ids) await erase(id);
    search.sweep();
    if (ids.length > 0) await files.settle();
    await removeIndexFile(paths);
    await quarantine.erase(user);
    return ids.length;
  }

  async function eraseIdleSince(moment: number): Promise<number> {
    let erased = 0;
    for (const id of catalogue.idleSince(moment)) {
      // Its user may have come back while others were erased.
      const isIdle = async () => Date.parse((await currentInTurn(id))?.updatedAt ?? '') < moment;
      if (await erase(id, isIdle).catch(ignoreDamage)) erased += 1;
    }
    search.sweep();
    if (erased > 0) {
      await files.settle();
      await removeIndexFile(paths);
    }
    return erased;
  }

  async function erase(id: ConversationId, mayGo = async () => true): Promise<boolean> {
    const gone = await inTurn.run(id, async () => {
      if (!(await mayGo())) return false;
      recent.forget(id);
      await files.remove(id);
      leaveOut(id);
      return true;
    });
    if (gone) await inbox.forget(id);
    return gone;
  }
}

function newer(document: ConversationDocument, after: number) {
  return document.messages.filter(message => message.sequence > after);
}

function stale(turn: TurnCommit, document: ConversationDocument | undefined): Failure {
  return new Failure(
    'stale-version',
    `The conversation is at version ${document?.version ?? 0}, the turn began at ${turn.baseVersion}`,
    'Load the conversation again and repeat the turn.',
  );
}

function isDamage(error: unknown): boolean {
  return error instanceof Failure && error.code === 'document-damaged';
}

function ignoreDamage(error: unknown): undefined {
  if (!isDamage(error)) throw error;
}
