import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Low } from 'lowdb';
import type { ConversationId } from '../../ids.ts';
import { damaged, durableJsonFile, syncFolder } from '../../storage/durable-json-file.ts';
import type { Message } from '../message.ts';
import { type ConversationDocument, checkDocument, checkPart, type PartDocument } from './document.ts';
import { namesIn, ownerOf, type Paths } from './paths.ts';

export type ConversationFiles = ReturnType<typeof createConversationFiles>;

/** The files of conversations, one lowdb document each. Knows nothing of caching, order or versions. */
export function createConversationFiles(paths: Paths) {
  return { read, write, writePart, olderMessages, remove };

  /** `undefined`: there is no such conversation. */
  async function read(id: ConversationId): Promise<ConversationDocument | undefined> {
    const low = documentOf(id);
    await low.read();
    return low.data ?? undefined;
  }

  async function write(document: ConversationDocument): Promise<void> {
    const low = documentOf(document.id);
    low.data = document;
    await low.write();
  }

  async function writePart(part: PartDocument): Promise<void> {
    const low = partOf(part.conversation, part.part);
    low.data = part;
    await low.write();
  }

  /** The messages of the parts, in order, as far back as needed for everything after `after`. */
  async function olderMessages(document: ConversationDocument, after: number): Promise<Message[]> {
    const found: Message[][] = [];
    let oldest = document.messages[0]?.sequence ?? document.lastSequence + 1;
    for (let part = document.parts; part >= 1 && oldest > after + 1; part -= 1) {
      const low = partOf(document.id, part);
      await low.read();
      if (!low.data) throw damaged(paths.part(document.id, part), new Error('the file is missing'));
      // A crash between writing a part and shortening the main document leaves messages in both.
      const newer = oldest;
      const messages = low.data.messages.filter(message => message.sequence < newer);
      found.unshift(messages);
      oldest = messages[0]?.sequence ?? oldest;
    }
    return found.flat();
  }

  /** The main document goes last: until then an interrupted removal can be asked for again. */
  async function remove(id: ConversationId): Promise<void> {
    const folder = paths.folder(id);
    const names = await namesIn(folder);
    // Also the folder itself may never have been made.
    if (names.length === 0) return;
    for (const name of names) {
      if (ownerOf(name) === id && name !== `${id}.json`) await rm(join(folder, name), { force: true });
    }
    await syncFolder(folder);
    await rm(paths.document(id), { force: true });
    await syncFolder(folder);
  }

  function documentOf(id: ConversationId): Low<ConversationDocument | null> {
    return new Low(
      durableJsonFile(paths.document(id), value => checkDocument(value, id)),
      null,
    );
  }

  function partOf(id: ConversationId, part: number): Low<PartDocument | null> {
    return new Low(
      durableJsonFile(paths.part(id, part), value => checkPart(value, id, part)),
      null,
    );
  }
}
