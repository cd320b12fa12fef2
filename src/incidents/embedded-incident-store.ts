import { join } from 'node:path';
import { z } from 'zod';
import type { Log } from '../log.ts';
import { openExpendableList } from '../storage/expendable-list.ts';
import type { Clock, Random } from '../time-and-chance.ts';
import { type Incident, type IncidentStore, incidentSymptoms } from './incident-store.ts';

/** A sentence or two for users. */
export const longestNote = 300;

export const trouble = z.strictObject({
  symptom: z.enum(incidentSymptoms),
  note: z.string().trim().min(1).max(longestNote).exactOptional(),
});

export const incident = z.strictObject({
  ...trouble.shape,
  id: z.string().min(1).max(64),
  since: z.iso.datetime(),
}) satisfies z.ZodType<Incident>;

interface Options {
  /** It lies in `incident.json` there. */
  readonly dataDir: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/**
 * Keeps the incident in a file. One process at a time, the one that holds the data folder, works with it. A damaged file
 * is put aside and reported: the operators declare anew, which is no reason to keep everybody else waiting.
 */
export async function openEmbeddedIncidentStore({
  dataDir,
  clock,
  random,
  log,
}: Options): Promise<IncidentStore> {
  const file = openExpendableList({ file: join(dataDir, 'incident.json'), item: incident, clock, log });
  const watchers = new Set<(current: Incident | undefined) => void>();
  let current = (await file.read())[0];

  return {
    current: () => current,
    async declare(what) {
      const id = Buffer.from(random.bytes(12)).toString('base64url');
      const declared: Incident = { ...what, id, since: new Date(clock.now()).toISOString() };
      await change(declared);
      return declared;
    },
    async end() {
      const ended = current;
      if (ended) await change(undefined);
      return ended;
    },
    watch(onChange) {
      watchers.add(onChange);
      onChange(current);
      return () => watchers.delete(onChange);
    },
  };

  async function change(next: Incident | undefined): Promise<void> {
    await file.write(next ? [next] : []);
    current = next;
    for (const tell of watchers) tell(next);
  }
}
