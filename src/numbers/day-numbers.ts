import { z } from 'zod';
import type { Day } from '../conversations/conversation-facts.ts';

const count = z.int().nonnegative();
const counts = z.record(z.string(), count);

/**
 * What a day amounts to; a conversation counts for the day on which it began. Counts only: nothing of a single person. Kept
 * for good once the day has settled.
 */
export const DayNumbers = z.object({
  /** A day of Jakarta. */
  day: z.iso.date(),
  /** In which the user has written at least once; all below are of these. */
  conversations: count,
  /** No person was asked for. */
  contained: count,
  /** Of these, the user did not come back within a day. */
  containedForGood: count,
  /** The user said that they can log in. */
  solved: count,
  handedOver: count,
  /** Left with a question open, for half an hour or longer. */
  left: count,
  userMessages: count,
  unknown: count,
  unsure: count,
  /** How often 1, 2, 3, 4 and 5 were given. */
  scores: z.array(count).length(5),
  /** From the first message to the user's last one, of those that were solved: how often so many minutes (`minutesName`). */
  solvingMinutes: counts,
  /** From asking for a person to their first word, likewise. */
  replyMinutes: counts,
  causes: counts,
  /** By `dialog.step`. */
  reached: counts,
  leftAt: counts,
  /** By `taken>meant`. */
  mixedUp: counts,
});
export type DayNumbers = Readonly<z.infer<typeof DayNumbers>>;

export type Counts = Readonly<Record<string, number>>;

/** To a tenth below ten minutes, whole above: a day has few different ones, however many conversations it has. */
export function minutesName(minutes: number): string {
  return minutes < 10 ? `${Math.round(minutes * 10) / 10}` : `${Math.round(minutes)}`;
}

/** Of a day on which nobody wrote. */
export function noNumbers(day: Day): DayNumbers {
  return {
    day,
    conversations: 0,
    contained: 0,
    containedForGood: 0,
    solved: 0,
    handedOver: 0,
    left: 0,
    userMessages: 0,
    unknown: 0,
    unsure: 0,
    scores: [0, 0, 0, 0, 0],
    solvingMinutes: {},
    replyMinutes: {},
    causes: {},
    reached: {},
    leftAt: {},
    mixedUp: {},
  };
}
