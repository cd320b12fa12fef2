import { hash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ConversationId } from '../../ids.ts';
import { errorCode } from '../../storage/error-code.ts';

/** Where things lie below the data folder. */
export interface Paths {
  readonly dataDir: string;
  readonly conversations: string;
  readonly quarantine: string;
  /** What was committed lately and may not be in its document yet. */
  readonly journal: string;
  /** 256 folders, so that none grows without end. */
  folder(id: ConversationId): string;
  document(id: ConversationId): string;
  part(id: ConversationId, part: number): string;
}

export function createPaths(dataDir: string): Paths {
  const conversations = join(dataDir, 'conversations');
  const folder = (id: ConversationId) => join(conversations, hash('sha256', id).slice(0, 2));
  return {
    dataDir,
    conversations,
    quarantine: join(dataDir, 'quarantine'),
    journal: join(dataDir, 'journal'),
    folder,
    document: id => join(folder(id), `${id}.json`),
    part: (id, part) => join(folder(id), `${id}.${part}.json`),
  };
}

/** Whose file this is: `<id>.json`, `<id>.<n>.json`, or either with something behind it. */
export function ownerOf(fileName: string): ConversationId | undefined {
  return ConversationId.safeParse(fileName.split('.', 1)[0]).data;
}

/** Every conversation that has a main document in its place. */
export async function listConversations(paths: Paths): Promise<ConversationId[]> {
  const ids: ConversationId[] = [];
  for (const folder of await namesIn(paths.conversations)) {
    for (const name of await namesIn(join(paths.conversations, folder))) {
      const id = ownerOf(name);
      if (id && paths.document(id) === join(paths.conversations, folder, name)) ids.push(id);
    }
  }
  return ids;
}

/** Nothing when the folder is missing or is no folder. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return [];
    throw error;
  }
}
