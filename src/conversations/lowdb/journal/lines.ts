import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { ConversationId } from '../../../ids.ts';
import { type ConversationDocument, checkDocument } from '../document.ts';

/** One thing that happened to a conversation's document. */
export type JournalEntry =
  | { readonly kind: 'written'; readonly id: ConversationId; readonly document: ConversationDocument }
  | { readonly kind: 'removed'; readonly id: ConversationId }
  /** Its line is damaged: what was acknowledged is not known any more. */
  | { readonly kind: 'lost'; readonly id: ConversationId; readonly content: string };

export interface DamagedLine {
  /** From 1. */
  readonly number: number;
  readonly content: string;
}

const Stored = z.union([
  z.strictObject({ document: z.looseObject({ id: ConversationId }) }),
  z.strictObject({ removed: ConversationId }),
]);

/** `{"document":...}`, as JSON already: the document is serialised once and written to two places. */
export function documentEntry(document: string): string {
  return `{"document":${document}}`;
}

export function removalEntry(id: ConversationId): string {
  return JSON.stringify({ removed: id } satisfies z.infer<typeof Stored>);
}

/** One line for everything that is synced together: `<CRC-32, 8 hex digits> [entry, ...]`. */
export function asLine(entries: readonly string[]): string {
  const content = `[${entries.join(',')}]`;
  return `${checksum(content)} ${content}\n`;
}

/**
 * What a segment holds, in order. Its last line may be torn by a crash: nobody was told that it was kept. A line before it was
 * acknowledged, so one that does not match its checksum is damage.
 */
export function readLines(segment: string): {
  readonly entries: readonly JournalEntry[];
  readonly damaged: readonly DamagedLine[];
} {
  const lines = segment.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const entries: JournalEntry[] = [];
  const damaged: DamagedLine[] = [];
  for (const [index, content] of lines.entries()) {
    const read = readLine(content);
    if (read) entries.push(...read);
    else if (index < lines.length - 1) {
      damaged.push({ number: index + 1, content });
      entries.push(...namedIn(content).map(id => ({ kind: 'lost', id, content }) as const));
    }
  }
  return { entries, damaged };
}

function readLine(line: string): readonly JournalEntry[] | undefined {
  const content = line.slice(9);
  if (line.slice(0, 9) !== `${checksum(content)} `) return undefined;
  try {
    return z.array(Stored).parse(JSON.parse(content)).map(toEntry);
  } catch {
    return undefined;
  }
}

function toEntry(stored: z.infer<typeof Stored>): JournalEntry {
  if ('removed' in stored) return { kind: 'removed', id: stored.removed };
  const { id } = stored.document;
  return { kind: 'written', id, document: checkDocument(stored.document, id) };
}

/** Whose documents a damaged line held, as far as it still says so. */
function namedIn(line: string): readonly ConversationId[] {
  const names = [...line.matchAll(/"schema":1,"id":"([^"]*)"/g)].map(match => match[1]);
  return names.flatMap(name => ConversationId.safeParse(name).data ?? []);
}

function checksum(content: string): string {
  return crc32(content).toString(16).padStart(8, '0');
}
