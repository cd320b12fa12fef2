import type { Cause, Rung } from './causes.ts';
import type { Memory } from './memory.ts';

type Search = NonNullable<Memory['search']>;

/** After so long a new problem is looked at afresh: what failed yesterday may help today. */
const searchLasts = 12 * 60 * 60_000;

/** The search for the cause that is under way; a fresh one when there is none, or when it is too old. */
export function searchOf(memory: Memory, now: number): Search {
  const { search } = memory;
  return search && now - search.at < searchLasts ? search : { at: now, heard: [], ladder: [], tried: [] };
}

/** Takes up what the user told: `ladder` is gone through in order, without what was tried already. */
export function beginSearch(
  memory: Memory,
  now: number,
  { heard, ladder }: { readonly heard: readonly Cause[]; readonly ladder: readonly Rung[] },
): void {
  memory.search = { ...searchOf(memory, now), at: now, heard: [...heard], ladder: [...ladder] };
}

/** Remembers that `rung` (any name on a ladder) was tried, so that it is not proposed again and can be told to a person. */
export function markTried(memory: Memory, now: number, rung: string): void {
  const search = searchOf(memory, now);
  memory.search = { ...search, at: now, tried: [...new Set([...search.tried, rung])] };
}
