import type { DueTimer } from '../conversations/conversation-store.ts';
import type { Incident } from './incident-store.ts';

/** Of the timers that wait for the end of an incident (`payload.incident`): does the one it waits for go on no more? */
export function waitsForNothing(current: Pick<Incident, 'id'> | undefined): (timer: DueTimer) => boolean {
  return ({ payload }) => typeof payload?.incident === 'string' && payload.incident !== current?.id;
}
