import type { ConversationId, UserId } from '../../ids.ts';
import type { InTurn } from '../../in-turn.ts';
import type { Catalogue } from './catalogue.ts';
import { type Documents, ignoreDamage } from './documents.ts';
import type { JournaledInbox } from './inbox/journaled-inbox.ts';
import { removeIndexFile } from './index-file.ts';
import type { JournaledFiles } from './journal/journaled-files.ts';
import type { Paths } from './paths.ts';
import type { Quarantine } from './quarantine.ts';

interface ErasingOptions {
  readonly paths: Paths;
  readonly files: Pick<JournaledFiles, 'remove' | 'settle'>;
  readonly documents: Pick<Documents, 'currentInTurn' | 'forget'>;
  readonly catalogue: Pick<Catalogue, 'ofUser' | 'idleSince'>;
  readonly inbox: Pick<JournaledInbox, 'forget'>;
  readonly quarantine: Pick<Quarantine, 'erase'>;
  readonly inTurn: InTurn<ConversationId>;
  /** Nothing in memory knows of the conversation any more. */
  readonly leaveOut: (id: ConversationId) => void;
  /** Several have been left out. */
  readonly sweep: () => void;
}

/** Removes conversations from everywhere below the data folder. What removes several answers how many there were. */
export function createErasing(options: ErasingOptions) {
  const { paths, files, documents, catalogue, inbox, quarantine, inTurn, leaveOut, sweep } = options;
  return { eraseUser, eraseConversation, eraseIdleSince };

  async function eraseUser(user: UserId): Promise<number> {
    const ids = catalogue.ofUser(user);
    for (const id of ids) await erase(id);
    sweep();
    if (ids.length > 0) await files.settle();
    await removeIndexFile(paths);
    await quarantine.erase(user);
    return ids.length;
  }

  async function eraseConversation(id: ConversationId): Promise<boolean> {
    const wasThere = await erase(id, async () => (await documents.currentInTurn(id)) !== undefined);
    if (!wasThere) return false;
    sweep();
    await files.settle();
    await removeIndexFile(paths);
    return true;
  }

  async function eraseIdleSince(moment: number): Promise<number> {
    let erased = 0;
    for (const id of catalogue.idleSince(moment)) {
      // Its user may have come back while others were erased.
      const isIdle = async () => Date.parse((await documents.currentInTurn(id))?.updatedAt ?? '') < moment;
      if (await erase(id, isIdle).catch(ignoreDamage)) erased += 1;
    }
    sweep();
    if (erased > 0) {
      await files.settle();
      await removeIndexFile(paths);
    }
    return erased;
  }

  async function erase(id: ConversationId, mayGo = async () => true): Promise<boolean> {
    const gone = await inTurn.run(id, async () => {
      if (!(await mayGo())) return false;
      documents.forget(id);
      await files.remove(id);
      leaveOut(id);
      return true;
    });
    if (gone) await inbox.forget(id);
    return gone;
  }
}
