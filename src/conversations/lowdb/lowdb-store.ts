import { Failure } from '../../failure.ts';
import type { ConversationId, UserId } from '../../ids.ts';
import { createInTurn } from '../../in-turn.ts';
import type { Log } from '../../log.ts';
import type { Clock } from '../../time-and-chance.ts';
import type { ConversationFacts } from '../conversation-facts.ts';
import type { ConversationPage, ConversationStore, ListQuery, TurnCommit } from '../conversation-store.ts';
import type { DoubtfulMessages } from '../doubtful-messages.ts';
import type { Inbox } from '../inbox.ts';
import type { Outbox } from '../outbox.ts';
import { searchWords } from '../search/words.ts';
import { handledFor } from '../turn-facts.ts';
import { createWatchers } from '../watchers.ts';
import { createCatalogue } from './catalogue.ts';
import { type CommandAnswers, EraseCommand } from './command-socket.ts';
import type { ConversationDocument } from './document.ts';
import { createDocuments, ignoreDamage } from './documents.ts';
import { createErasing } from './erasing.ts';
import { openJournaledInbox } from './inbox/journaled-inbox.ts';
import { indexEntryOf } from './index-entry.ts';
import { readIndexFile, writeIndexFile } from './index-file.ts';
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
  const catalogue = createCatalogue();
  const watchers = createWatchers(log);
  const inTurn = createInTurn<ConversationId>();
  await removeUnfinishedWrites(paths);
  const files = await openJournaledFiles({ paths, quarantine, inTurn: inTurn.run, clock, log });
  const inbox = await openJournaledInbox(dataDir, clock, log);
  const writes = createWriteCheck(dataDir);
  const documents = createDocuments({
    files,
    quarantine,
    inTurn,
    writes,
    damaged: leaveOut,
    written: document => catalogue.put(indexEntryOf(document)),
  });
  const { withMessages, newestFirst } = documents;
  const search = createSearch({ withMessages, newestFirst, clock, log });
  search.fill(await readEverything());

  return {
    async load(id) {
      const document = await documents.current(id);
      return document && conversationOf(document);
    },
    messages: documents.messages,
    async hasHandled(id, key) {
      const document = await documents.current(id);
      const oldest = clock.now() - handledFor;
      return document?.handled.some(entry => entry.key === key && Date.parse(entry.at) > oldest) ?? false;
    },
    commit: turn => inTurn.run(turn.conversation.id, () => commit(turn)),
    watch: watchers.add,
    list,
    ...createErasing({
      paths,
      files,
      documents,
      catalogue,
      inbox,
      quarantine,
      inTurn,
      leaveOut,
      sweep: search.sweep,
    }),
    // There is one process, and its own queue keeps turns apart.
    exclusively: (_id, work) => work(),
    timers: async () => catalogue.dueTimers(),
    verify: () => verifyFiles(paths),
    inbox,
    doubtful: { newest: catalogue.newestDoubtful },
    facts: catalogue.facts,
    outbox: createOutbox({
      catalogue,
      read: id => documents.current(id).catch(ignoreDamage),
      messages: async (id, after) => (await documents.messages(id, after).catch(ignoreDamage)) ?? [],
      rewrite: documents.rewrite,
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
      const document = await documents.read(id).catch(ignoreDamage);
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

  function leaveOut(id: ConversationId): void {
    catalogue.remove(id);
    search.remove(id);
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

  async function commit(turn: TurnCommit): Promise<void> {
    const { id } = turn.conversation;
    const document = await documents.currentInTurn(id);
    if ((document?.version ?? 0) !== turn.baseVersion) throw stale(turn, document);
    const next = nextDocument(document, turn);
    const rolled = rollOver(next);
    await documents.write(rolled?.main ?? next, rolled?.part);
    search.add(id, turn.messages);
    watchers.tell(id, turn.messages);
  }
}

function stale(turn: TurnCommit, document: ConversationDocument | undefined): Failure {
  return new Failure(
    'stale-version',
    `The conversation is at version ${document?.version ?? 0}, the turn began at ${turn.baseVersion}`,
    'Load the conversation again and repeat the turn.',
  );
}
