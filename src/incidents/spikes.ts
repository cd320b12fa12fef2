import type { Clock } from '../time-and-chance.ts';
import type { IncidentSymptom } from './incident-store.ts';

/** One user message that was surely understood. */
export interface Report {
  readonly conversation: string;
  readonly intent: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface Suggestion {
  readonly symptom: IncidentSymptom;
  /** Conversations that reported it within the last ten minutes. */
  readonly count: number;
  /** How many usually do: the median of the ten-minute windows of the three hours before. */
  readonly usual: number;
}

export interface Spikes {
  note(report: Report): void;
  /** What stands out now, the most frequent first. */
  suggestions(): readonly Suggestion[];
}

const window = 10 * 60_000;
const windowsBefore = 18;

/** How far back reports matter, in milliseconds. */
export const spikeMemory = window * (windowsBefore + 1);

/** Fewer than this is chance, however quiet it was before. */
const fewest = 10;

/** Of the symptoms of incidents only those that a single intent tells of. */
const symptomOf: Readonly<Record<string, IncidentSymptom>> = {
  server_error: 'server_error',
  login_failed: 'login_failed',
  otp_not_received: 'otp_not_received',
};

/** All others are passed over. */
export const reportedIntents: readonly string[] = Object.keys(symptomOf);

/**
 * Notices when one symptom is reported far more often than before. Counts conversations, not messages: one person who
 * repeats themselves is no spike. Twice the usual and four standard deviations of a Poisson count above it are asked for;
 * the median keeps an earlier burst from hiding the next one.
 */
export function createSpikes(clock: Clock): Spikes {
  const reports = new Map<IncidentSymptom, Report[]>();

  return {
    note(report) {
      const symptom = Object.hasOwn(symptomOf, report.intent) ? symptomOf[report.intent] : undefined;
      if (symptom === undefined) return;
      const oldest = clock.now() - spikeMemory;
      const kept = reports.get(symptom) ?? [];
      while (kept[0] && kept[0].at <= oldest) kept.shift();
      kept.push(report);
      reports.set(symptom, kept);
    },
    suggestions() {
      return [...reports]
        .map(([symptom, all]) => ({ symptom, ...countsOf(all, clock.now()) }))
        .filter(({ count, usual }) => count >= threshold(usual))
        .sort((a, b) => b.count - a.count);
    },
  };
}

function countsOf(reports: readonly Report[], now: number): { count: number; usual: number } {
  const windows = Array.from({ length: windowsBefore + 1 }, () => new Set<string>());
  for (const { at, conversation } of reports) windows[Math.floor((now - at) / window)]?.add(conversation);
  const [count = 0, ...before] = windows.map(({ size }) => size);
  return { count, usual: median(before) };
}

function threshold(usual: number): number {
  return Math.max(fewest, 2 * usual, usual + 4 * Math.sqrt(usual));
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}
