import type { Memory } from '../dialogs/memory.ts';
import type { DialogTurn } from '../dialogs/turn.ts';

/** So many messages within so many milliseconds are stored, but only one polite notice answers them. */
const flood = { messages: 15, within: 10_000 };

/** Counts the user's messages of the last seconds; `begins` at the first one too many. */
export function floodOf(memory: Memory, now: number): 'none' | 'begins' | 'goes on' {
  if (now - memory.burst.since > flood.within) memory.burst = { since: now, messages: 0 };
  memory.burst.messages += 1;
  if (memory.burst.messages <= flood.messages) return 'none';
  return memory.burst.messages === flood.messages + 1 ? 'begins' : 'goes on';
}

/** So soon nobody has read what the first tap has brought. */
const doubleTap = 1_000;

export function isTappedTwice({ memory, text, now }: DialogTurn): boolean {
  const { tapped } = memory;
  memory.tapped = memory.recentTitles.includes(text) ? { title: text, at: now } : undefined;
  return tapped?.title === text && now - tapped.at < doubleTap;
}
