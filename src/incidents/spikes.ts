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
  /** How many usually do: the median of the ten-minute windows (by the clock) of the three hours before. */
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

/** Conversations as numbers, each once, by the slice of time in which they reported. */
type Slices = Map<number, Set<number>>;

const minute = 60_000;

/**
 * Notices when one symptom is reported far more often than before. Counts conversations, not messages: one person who
 * repeats themselves is no spike. Twice the usual and four standard deviations of a Poisson count above it are asked for;
 * the median keeps an earlier burst from hiding the next one. What is kept are numbers, three hours of them at the most: at a
 * hundred messages a second the reports themselves would be hundreds of megabytes, and counting them would stop everything.
 */
export function createSpikes(clock: Clock): Spikes {
  const bySymptom = new Map<IncidentSymptom, { readonly minutes: Slices; readonly windows: Slices }>();

  return {
    note({ intent, conversation, at }) {
      const symptom = Object.hasOwn(symptomOf, intent) ? symptomOf[intent] : undefined;
      if (symptom === undefined) return;
      const { minutes, windows } = bySymptom.get(symptom) ?? { minutes: new Map(), windows: new Map() };
      bySymptom.set(symptom, { minutes, windows });
      const number = numberOf(conversation);
      add(minutes, Math.floor(at / minute), number, Math.floor((clock.now() - window) / minute));
      add(windows, Math.floor(at / window), number, Math.floor((clock.now() - spikeMemory) / window));
    },
    suggestions() {
      const now = clock.now();
      return [...bySymptom]
        .map(([symptom, { minutes, windows }]) => ({
          symptom,
          count: lately(minutes, now),
          usual: usually(windows, now),
        }))
        .filter(({ count, usual }) => count >= threshold(usual))
        .sort((a, b) => b.count - a.count);
    },
  };
}

/** What lies in the slice `oldest` or before is forgotten on the way. */
function add(slices: Slices, slice: number, number: number, oldest: number): void {
  const numbers = slices.get(slice);
  if (numbers) {
    numbers.add(number);
    return;
  }
  for (const old of slices.keys()) if (old <= oldest) slices.delete(old);
  if (slice > oldest) slices.set(slice, new Set([number]));
}

function lately(minutes: Slices, now: number): number {
  const found = new Set<number>();
  for (const [slice, numbers] of minutes)
    if (slice > Math.floor((now - window) / minute)) for (const number of numbers) found.add(number);
  return found.size;
}

function usually(windows: Slices, now: number): number {
  const current = Math.floor(now / window);
  return median(Array.from({ length: windowsBefore }, (_, ago) => windows.get(current - 1 - ago)?.size ?? 0));
}

/** FNV-1a, 30 bits: among thousands two that look alike do not matter. */
function numberOf(conversation: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < conversation.length; at += 1)
    hash = Math.imul(hash ^ conversation.charCodeAt(at), 0x01000193);
  return hash & 0x3fffffff;
}

function threshold(usual: number): number {
  return Math.max(fewest, 2 * usual, usual + 4 * Math.sqrt(usual));
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}
