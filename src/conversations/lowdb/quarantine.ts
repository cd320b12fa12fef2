import { readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Failure } from '../../failure.ts';
import type { ConversationId, UserId } from '../../ids.ts';
import type { Log } from '../../log.ts';
import { damaged, makeFolder, replaceFile, syncFolder } from '../../storage/durable-json-file.ts';
import type { Clock } from '../../time-and-chance.ts';
import { namesIn, ownerOf, type Paths } from './paths.ts';

/**
 * Where damaged documents wait for a person. A conversation stays refused as long as something of it lies there: an
 * empty one must never take its place unnoticed.
 */
export interface Quarantine {
  /** Throws `Failure('document-damaged')` when something of this conversation is in quarantine. */
  refuse(id: ConversationId): void;
  /** Runs `read`; when it finds damage, moves all files of the conversation here, reports, and throws the failure. */
  guard<T>(id: ConversationId, read: () => Promise<T>): Promise<T>;
  /** Keeps what is left of a conversation that lay elsewhere, and refuses it from now on. */
  keep(id: ConversationId, content: string): Promise<void>;
  /** Removes every conversation here of which a file still names this user. */
  erase(user: UserId): Promise<void>;
  files(): Promise<string[]>;
}

export async function openQuarantine(paths: Paths, clock: Clock, log: Log): Promise<Quarantine> {
  const held = new Map<ConversationId, string>();
  for (const name of await namesIn(paths.quarantine)) hold(name);

  return { refuse, guard, keep, erase, files };

  function refuse(id: ConversationId): void {
    const file = held.get(id);
    if (file) throw damaged(file, new Error('in quarantine'));
  }

  async function guard<T>(id: ConversationId, read: () => Promise<T>): Promise<T> {
    refuse(id);
    try {
      return await read();
    } catch (error) {
      if (error instanceof Failure && error.code === 'document-damaged') await moveAway(id);
      throw error;
    }
  }

  async function moveAway(id: ConversationId): Promise<void> {
    const folder = paths.folder(id);
    await makeFolder(paths.quarantine);
    for (const name of await namesIn(folder)) {
      if (ownerOf(name) !== id) continue;
      const moved = `${name}.${clock.now()}`;
      await rename(join(folder, name), join(paths.quarantine, moved));
      hold(moved);
      report(id, moved);
    }
    await syncFolder(paths.quarantine);
    await syncFolder(folder);
  }

  function report(id: ConversationId, name: string): void {
    log.error('damaged document moved to quarantine', {
      conversation: id,
      file: join(paths.quarantine, name),
      code: 'document-damaged',
    });
  }

  async function keep(id: ConversationId, content: string): Promise<void> {
    const name = `${id}.journal.${clock.now()}`;
    await makeFolder(paths.quarantine);
    await replaceFile(join(paths.quarantine, name), content);
    hold(name);
    report(id, name);
  }

  async function erase(user: UserId): Promise<void> {
    const mentions = JSON.stringify(user);
    const owners = new Set<ConversationId | undefined>();
    for (const file of await files()) {
      if ((await readFile(file, 'utf8')).includes(mentions)) owners.add(ownerOf(basename(file)));
    }
    for (const file of await files()) {
      const owner = ownerOf(basename(file));
      if (!owner || !owners.has(owner)) continue;
      await rm(file, { force: true });
      held.delete(owner);
    }
    if (owners.size > 0) await syncFolder(paths.quarantine);
  }

  async function files(): Promise<string[]> {
    return (await namesIn(paths.quarantine)).map(name => join(paths.quarantine, name));
  }

  function hold(name: string): void {
    const owner = ownerOf(name);
    if (owner) held.set(owner, join(paths.quarantine, name));
  }
}
