import { z } from 'zod';
import { ConversationId, DedupeKey } from '../../../ids.ts';
import { time } from '../../stored-shapes.ts';
import type { EntryShape } from '../journal/lines.ts';

/** What arrived, as it stands now. */
const KeptArrival = z.strictObject({
  /** In the order of arrival. */
  number: z.int().positive(),
  conversation: ConversationId,
  key: DedupeKey,
  sealed: z.string(),
  since: time,
  dueAt: time,
  attempts: z.int().nonnegative(),
  problem: z.string().exactOptional(),
  failedAt: time.exactOptional(),
});
export type KeptArrival = Readonly<z.infer<typeof KeptArrival>>;

/** One thing that happened in the inbox: something is kept as it says, or is done with. The later one of a number is right. */
const ArrivalEntry = z.union([
  z.strictObject({ kept: KeptArrival }),
  z.strictObject({ done: z.int().positive() }),
]);
export type ArrivalEntry = Readonly<z.infer<typeof ArrivalEntry>>;

export function arrivalEntry(entry: ArrivalEntry): string {
  return JSON.stringify(entry);
}

export const arrivalEntries: EntryShape<ArrivalEntry> = {
  parse: value => ArrivalEntry.parse(value),
  // Sealed texts and keys: nothing in it says whose it was.
  lost: () => [],
};

/** What the entries leave in the inbox, in the order of arrival. */
export function leftIn(entries: readonly ArrivalEntry[]): readonly KeptArrival[] {
  const left = new Map<number, KeptArrival>();
  for (const entry of entries) {
    if ('done' in entry) left.delete(entry.done);
    else left.set(entry.kept.number, entry.kept);
  }
  return [...left.values()].sort((a, b) => a.number - b.number);
}
