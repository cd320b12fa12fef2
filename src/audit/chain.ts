import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type AuditCheck, type AuditEntry, auditActions, type NewAuditEntry } from './audit-log.ts';

/** What the first entry follows. */
export const chainStart = 'start';

/** An entry as every adapter checks it when it reads it back. */
export const auditEntry = z.strictObject({
  number: z.int().positive(),
  at: z.iso.datetime(),
  actor: z.strictObject({ id: z.string(), name: z.string(), role: z.string() }),
  action: z.enum(auditActions),
  object: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  previous: z.string(),
  hash: z.string(),
} satisfies Record<keyof AuditEntry, z.ZodType>) satisfies z.ZodType<AuditEntry>;

interface Link {
  readonly number: number;
  readonly hash: string;
}

export const beforeTheFirst: Link = { number: 0, hash: chainStart };

/** The entry that follows `last`. */
export function follow(
  last: Link,
  { actor, action, object, details = {} }: NewAuditEntry,
  now: number,
): AuditEntry {
  const content = {
    number: last.number + 1,
    at: new Date(now).toISOString(),
    actor: { id: actor.id, name: actor.name, role: actor.role },
    action,
    object,
    details,
    previous: last.hash,
  };
  return { ...content, hash: hashOf(content) };
}

/** Goes through entries from the first to the last; `undefined` stands for one that could not be read. */
export function createChainCheck() {
  let last = beforeTheFirst;
  let broken: AuditCheck['broken'];

  return {
    take(entry: AuditEntry | undefined): void {
      broken ??= problemWith(entry, last);
      last = entry ?? { number: last.number + 1, hash: last.hash };
    },
    result: (): AuditCheck => ({ entries: last.number, head: last.hash, ...(broken && { broken }) }),
  };
}

function problemWith(entry: AuditEntry | undefined, last: Link): AuditCheck['broken'] {
  const number = last.number + 1;
  if (!entry) return { number, problem: 'unreadable' };
  if (entry.number !== number) return { number, problem: 'missing' };
  const whole = entry.previous === last.hash && entry.hash === hashOf(entry);
  return whole ? undefined : { number, problem: 'changed' };
}

/** Of the fields in one order, whatever order a store gives them back in. */
function hashOf({ number, at, actor, action, object, details, previous }: Omit<AuditEntry, 'hash'>): string {
  const sorted = Object.entries(details).sort(([one], [other]) => (one < other ? -1 : 1));
  const content = [number, at, actor.id, actor.name, actor.role, action, object, sorted, previous];
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url');
}
