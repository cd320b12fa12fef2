import type { JsonObject } from '../conversations/conversation-store.ts';
import { Memory } from './memory.ts';

/** States that were made here: what `Memory` allows already. Those that come from a disk or a database are checked. */
const made = new WeakSet<JsonObject>();

/** The memory as a store keeps it: a copy, so that dialogs may go on changing theirs. */
export function keptMemory(memory: Memory): JsonObject {
  // Memory is plain JSON by its schema.
  const state = copyOf(memory) as JsonObject;
  made.add(state);
  return state;
}

/** A copy of what was kept, for one turn to change. Throws a `ZodError` when no version of ours can have kept it. */
export function memoryOf(state: JsonObject): Memory {
  return made.has(state) ? (copyOf(state) as Memory) : Memory.parse(state);
}

/** As through JSON, at a fifth of its cost: what is JSON but for fields that are `undefined`, which are left out. */
export function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf);
  const copy: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) {
    // No field of ours has this name; set like the others it would be no field but what the copy inherits from.
    if (field !== undefined && name !== '__proto__') copy[name] = copyOf(field);
  }
  return copy;
}
