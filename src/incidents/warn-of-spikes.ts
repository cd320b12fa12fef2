import type { Log } from '../log.ts';
import type { Clock } from '../time-and-chance.ts';
import type { IncidentStore } from './incident-store.ts';
import type { Spikes } from './spikes.ts';

/** The operators have read it by then, or are not going to. */
const silence = 60 * 60_000;

const lookEvery = 1_000;

/**
 * After each turn: a line in the log when a symptom stands out, at most once an hour each, and not for what is declared
 * already. Declaring is left to people.
 */
export function createSpikeWarning({
  spikes,
  incidents,
  clock,
  log,
}: {
  readonly spikes: Spikes;
  readonly incidents: Pick<IncidentStore, 'current'>;
  readonly clock: Clock;
  readonly log: Log;
}): () => void {
  const warned = new Map<string, number>();
  let lookedAt = Number.NEGATIVE_INFINITY;
  return () => {
    // Counting three hours of reports after every single turn would be dear.
    if (Math.abs(clock.now() - lookedAt) < lookEvery) return;
    lookedAt = clock.now();
    for (const { symptom, count } of spikes.suggestions()) {
      const lately = clock.now() - (warned.get(symptom) ?? Number.NEGATIVE_INFINITY) < silence;
      if (lately || incidents.current()?.symptom === symptom) continue;
      warned.set(symptom, clock.now());
      log.warn('many users report the same; see: npm run -s incident -- suggest', { code: symptom, count });
    }
  };
}
