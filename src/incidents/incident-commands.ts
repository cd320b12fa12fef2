import { z } from 'zod';
import type { CommandAnswers } from '../conversations/lowdb/command-socket.ts';
import { incident, trouble } from './embedded-incident-store.ts';
import { type Incident, type IncidentStore, incidentSymptoms } from './incident-store.ts';
import type { Spikes } from './spikes.ts';

/** What the command line asks and is told, also over the socket of the running process. */
export const IncidentRequest = z.discriminatedUnion('action', [
  z.strictObject({ do: z.literal('incident'), action: z.literal('declare'), trouble }),
  z.strictObject({ do: z.literal('incident'), action: z.enum(['end', 'status', 'suggest']) }),
]);
export type IncidentRequest = z.infer<typeof IncidentRequest>;

export const IncidentAnswer = z.strictObject({
  /** What goes on now. */
  current: incident.nullable(),
  /** Only after `end`. */
  ended: incident.nullable(),
  suggestions: z.array(
    z.strictObject({
      symptom: z.enum(incidentSymptoms),
      count: z.number().int(),
      usual: z.number(),
    }),
  ),
});
export type IncidentAnswer = z.infer<typeof IncidentAnswer>;

/** Carries out one request. */
export async function carryOut(
  request: IncidentRequest,
  incidents: IncidentStore,
  spikes: Pick<Spikes, 'suggestions'>,
): Promise<IncidentAnswer> {
  let ended: Incident | undefined;
  if (request.action === 'declare') await incidents.declare(request.trouble);
  if (request.action === 'end') ended = await incidents.end();
  return {
    current: incidents.current() ?? null,
    ended: ended ?? null,
    suggestions: request.action === 'suggest' ? [...spikes.suggestions()] : [],
  };
}

/** For the socket of the running process. */
export function incidentCommands(
  incidents: IncidentStore,
  spikes: Pick<Spikes, 'suggestions'>,
): CommandAnswers {
  return {
    incident: request => carryOut(IncidentRequest.parse(request), incidents, spikes),
  };
}
