import type { JsonObject } from '../conversations/conversation-store.ts';
import { Memory } from './memory.ts';

/** States that were made here: what `Memory` allows already. Those that come from a disk or a database are checked. */
const made = new WeakSet<JsonObject>();

/** The memory as a store keeps it: a copy, so that dialogs may go on changing theirs. */
export function keptMemory(memory: Memory): JsonObject {
  // Memory is plain JSON by its schema; `undefined` fields do not survive being written.
  const state: JsonObject = JSON.parse(JSON.stringify(memory));
  made.add(state);
  return state;
}

/** A copy of what was kept, for one turn to change. Throws a `ZodError` when no version of ours can have kept it. */
export function memoryOf(state: JsonObject): Memory {
  return made.has(state) ? JSON.parse(JSON.stringify(state)) : Memory.parse(state);
}
