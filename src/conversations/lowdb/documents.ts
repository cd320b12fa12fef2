import { Failure } from '../../failure.ts';
import type { ConversationId } from '../../ids.ts';
import type { InTurn } from '../../in-turn.ts';
import { createRecent } from '../../recent.ts';
import type { Message } from '../message.ts';
import type { ConversationFiles } from './conversation-files.ts';
import type { ConversationDocument, PartDocument } from './document.ts';
import type { Quarantine } from './quarantine.ts';
import type { WriteCheck } from './write-check.ts';

interface DocumentsOptions {
  readonly files: Pick<ConversationFiles, 'read' | 'olderMessages' | 'write' | 'writePart'>;
  readonly quarantine: Pick<Quarantine, 'guard'>;
  readonly inTurn: InTurn<ConversationId>;
  readonly writes: Pick<WriteCheck, 'around'>;
  /** The document is damaged, and in quarantine by now. */
  readonly damaged: (id: ConversationId) => void;
  readonly written: (document: ConversationDocument) => void;
}

const documentsInMemory = 500;

export type Documents = ReturnType<typeof createDocuments>;

/** The documents of conversations as last committed, the ones in use in memory. Reading a damaged one throws a `Failure`. */
export function createDocuments({ files, quarantine, inTurn, writes, damaged, written }: DocumentsOptions) {
  const recent = createRecent<ConversationId, ConversationDocument>(documentsInMemory);
  return {
    read,
    current,
    currentInTurn,
    messages,
    withMessages,
    newestFirst,
    write,
    rewrite,
    forget: recent.forget,
  };

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
      if (isDamage(error)) damaged(id);
      throw error;
    }
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
    written(main);
  }

  function rewrite(id: ConversationId, change: (document: ConversationDocument) => ConversationDocument) {
    return inTurn.run(id, async () => {
      const document = await currentInTurn(id);
      const changed = document && change(document);
      if (changed && changed !== document) await write(changed);
    });
  }
}

function newer(document: ConversationDocument, after: number) {
  return document.messages.filter(message => message.sequence > after);
}

function isDamage(error: unknown): boolean {
  return error instanceof Failure && error.code === 'document-damaged';
}

export function ignoreDamage(error: unknown): undefined {
  if (!isDamage(error)) throw error;
}
