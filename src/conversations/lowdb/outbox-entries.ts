import type { Message } from '../message.ts';
import type { OwedId } from '../outbox.ts';
import type { Settlement } from '../settlement.ts';
import type { OutboxEntry } from './document.ts';

/** The part of a conversation's document that says what is owed: entries in the order of their messages. */

/** So long a dead letter is shown; nobody sends a month-old answer. */
const deadLettersKept = 30 * 24 * 60 * 60_000;

/** What a turn's messages add. */
export function owedFor(messages: readonly Message[], at: string): OutboxEntry[] {
  return messages
    .filter(({ from }) => from !== 'user')
    .map(({ sequence }) => ({ sequence, since: at, dueAt: at, attempts: 0 }));
}

/** Without the dead letters that nobody looks at any more. */
export function keptEntries(entries: readonly OutboxEntry[], at: string): OutboxEntry[] {
  const oldest = Date.parse(at) - deadLettersKept;
  return entries.filter(({ failedAt }) => failedAt === undefined || Date.parse(failedAt) > oldest);
}

/** The earliest that is still to be delivered. */
export function headOf(entries: readonly OutboxEntry[]): OutboxEntry | undefined {
  return entries.find(({ failedAt }) => failedAt === undefined);
}

/** The entries after an attempt; the same ones when it is none of theirs. */
export function settleEntry(
  entries: readonly OutboxEntry[],
  { sequence, since }: OwedId,
  settlement: Settlement,
): readonly OutboxEntry[] {
  const place = entries.findIndex(entry => entry.sequence === sequence && entry.since === since);
  const entry = entries[place];
  if (!entry) return entries;
  return settlement.kind === 'done'
    ? entries.toSpliced(place, 1)
    : entries.with(place, tried(entry, settlement));
}

/** A message that was thought to be delivered comes back as a dead letter. */
export function undeliveredEntry(
  entries: readonly OutboxEntry[],
  { sequence, since }: OwedId,
  at: number,
  problem: string,
): readonly OutboxEntry[] {
  if (entries.some(entry => entry.sequence === sequence)) return entries;
  const failedAt = new Date(at).toISOString();
  const entry = { sequence, since, dueAt: failedAt, attempts: 1, problem, failedAt };
  return [...entries, entry].sort((a, b) => a.sequence - b.sequence);
}

/** `undefined`: there is no such dead letter. */
export function retriedEntry(
  entries: readonly OutboxEntry[],
  sequence: number,
  now: number,
): readonly OutboxEntry[] | undefined {
  const place = entries.findIndex(entry => entry.sequence === sequence && entry.failedAt !== undefined);
  const at = new Date(now).toISOString();
  return place < 0 ? undefined : entries.with(place, { sequence, since: at, dueAt: at, attempts: 0 });
}

function tried(entry: OutboxEntry, settlement: Exclude<Settlement, { kind: 'done' }>): OutboxEntry {
  const at = new Date(settlement.at).toISOString();
  const counted = { ...entry, attempts: entry.attempts + 1, problem: settlement.problem };
  return settlement.kind === 'later' ? { ...counted, dueAt: at } : { ...counted, failedAt: at };
}
