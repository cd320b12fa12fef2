import type { DayNumbers } from '../../numbers/day-numbers.ts';
import { ranked, totalOf } from '../../numbers/totals.ts';
import type { PresentedCause, PresentedDay, PresentedNumbers, PresentedStep } from './presented.ts';

const mostCauses = 8;
const mostSteps = 40;
const mostMixedUp = 20;

export interface Period {
  readonly from: string;
  readonly to: string;
  readonly days: readonly DayNumbers[];
  readonly before: readonly DayNumbers[];
  /** When the oldest of what may still change was counted, milliseconds since the epoch. */
  readonly countedAt: number;
}

export function presentNumbers(
  { from, to, days, before, countedAt }: Period,
  causes: ReadonlyMap<string, string>,
): Omit<PresentedNumbers, 'incident' | 'spikes'> {
  return {
    from,
    to,
    countedAt: new Date(countedAt).toISOString(),
    totals: totalOf(days),
    previous: totalOf(before),
    days: days.map(presentDay),
    causes: presentCauses(days, before, causes),
    steps: presentSteps(days),
    mixedUp: ranked(days, ({ mixedUp }) => mixedUp)
      .slice(0, mostMixedUp)
      .map(([pair, count]) => {
        const [taken = '', meant = ''] = pair.split('>');
        return { taken, meant, count };
      }),
  };
}

function presentDay(day: DayNumbers): PresentedDay {
  return {
    day: day.day,
    conversations: day.conversations,
    contained: day.contained,
    containedForGood: day.containedForGood,
    solved: day.solved,
    handedOver: day.handedOver,
    left: day.left,
    userMessages: day.userMessages,
    unknown: day.unknown,
  };
}

function presentCauses(
  days: readonly DayNumbers[],
  before: readonly DayNumbers[],
  titles: ReadonlyMap<string, string>,
): readonly PresentedCause[] {
  const earlier = new Map(ranked(before, ({ causes }) => causes));
  return ranked(days, ({ causes }) => causes)
    .slice(0, mostCauses)
    .map(([cause, count]) => ({
      title: titles.get(cause) ?? cause,
      count,
      before: earlier.get(cause) ?? 0,
      days: days.map(({ causes }) => causes[cause] ?? 0),
    }));
}

function presentSteps(days: readonly DayNumbers[]): readonly PresentedStep[] {
  const left = new Map(ranked(days, ({ leftAt }) => leftAt));
  return ranked(days, ({ reached }) => reached)
    .slice(0, mostSteps)
    .map(([step, reached]) => ({ step, reached, left: left.get(step) ?? 0 }));
}
