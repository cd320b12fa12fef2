import type { JsonValue } from '../../conversations/conversation-store.ts';

export interface SealedValue {
  /** The dialog's own name of it, e.g. `nik`. */
  readonly name: string;
  readonly sealed: string;
}

/**
 * Everything sealed in a conversation's state. The state is the dialogs' own; all that is known here is that a sealed slot
 * is `{ value, sealedUntil }` under its name, and worth nothing after `sealedUntil` (milliseconds since the epoch).
 */
export function findSealed(state: JsonValue, now: number, name = ''): readonly SealedValue[] {
  if (state === null || typeof state !== 'object') return [];
  const { value, sealedUntil } = Object(state);
  if (typeof value === 'string' && typeof sealedUntil === 'number') {
    return sealedUntil > now ? [{ name, sealed: value }] : [];
  }
  return Object.entries(state).flatMap(([key, inner]) =>
    inner === undefined ? [] : findSealed(inner, now, Array.isArray(state) ? name : key),
  );
}
