import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../failure.ts';
import type { ConversationId } from '../../ids.ts';
import type { VerifyReport } from '../conversation-store.ts';
import { readFilesBeside } from './journal/files-beside.ts';
import { namesIn, ownerOf, type Paths } from './paths.ts';

/** Reads every conversation with all its parts. Changes nothing, so it may run beside the process that writes. */
export async function verifyFiles(paths: Paths): Promise<VerifyReport> {
  const files = await readFilesBeside(paths);
  const damaged: { file: string; problem: string }[] = [];
  for (const id of files.ids) {
    try {
      const document = await files.read(id);
      if (document) await files.olderMessages(document, 0);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      damaged.push({ file: paths.document(id), problem: describe(error) });
    }
  }
  return {
    checked: files.ids.length,
    damaged: [
      ...damaged,
      ...files.damaged.map(({ file, number }) => ({ file, problem: `line ${number} is damaged` })),
      ...(await orphans(paths, new Set(files.ids))),
      ...(await quarantined(paths)),
    ],
  };
}

/** Older messages whose conversation is gone. */
async function orphans({ conversations }: Paths, known: ReadonlySet<ConversationId>) {
  const found: { file: string; problem: string }[] = [];
  for (const folder of await namesIn(conversations)) {
    for (const name of await namesIn(join(conversations, folder))) {
      const owner = ownerOf(name);
      const expected = owner && known.has(owner);
      if (name.endsWith('.json') && !expected) {
        found.push({ file: join(conversations, folder, name), problem: 'belongs to no conversation' });
      }
    }
  }
  return found;
}

async function quarantined({ quarantine }: Paths) {
  const names = await namesIn(quarantine);
  return names.map(name => ({ file: join(quarantine, name), problem: 'in quarantine' }));
}

/** Never the text of a parser: it quotes the file. */
function describe({ message, cause }: Failure): string {
  if (cause instanceof z.ZodError) {
    const [issue] = cause.issues;
    return `${issue?.path.join('.') || 'document'}: ${issue?.message}`;
  }
  if (cause instanceof SyntaxError) return 'is not valid JSON';
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
}
