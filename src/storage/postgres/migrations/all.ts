import { conversations } from './0001-conversations.ts';
import { inboxAndOutbox } from './0002-inbox-and-outbox.ts';
import { sharedBetweenProcesses } from './0003-shared-between-processes.ts';
import { inOrderOfTime } from './0004-in-order-of-time.ts';
import { audit } from './0005-audit.ts';
import { learning } from './0006-learning.ts';
import { consoleRights } from './0007-console-rights.ts';
import { deskWork } from './0008-desk-work.ts';
import { listOfConversations } from './0009-list-of-conversations.ts';
import { readMarks } from './0010-read-marks.ts';
import { turnsInPlace } from './0011-turns-in-place.ts';
import { timersOfIncidents } from './0013-timers-of-incidents.ts';

export interface Migration {
  /** Never changed once released: databases remember it. */
  readonly name: string;
  readonly sql: string;
}

/** In order; only ever appended to. */
export const allMigrations: readonly Migration[] = [
  { name: '0001-conversations', sql: conversations },
  { name: '0002-inbox-and-outbox', sql: inboxAndOutbox },
  { name: '0003-shared-between-processes', sql: sharedBetweenProcesses },
  { name: '0004-in-order-of-time', sql: inOrderOfTime },
  { name: '0005-audit', sql: audit },
  { name: '0006-learning', sql: learning },
  { name: '0007-console-rights', sql: consoleRights },
  { name: '0008-desk-work', sql: deskWork },
  { name: '0009-list-of-conversations', sql: listOfConversations },
  { name: '0010-read-marks', sql: readMarks },
  { name: '0011-turns-in-place', sql: turnsInPlace },
  { name: '0013-timers-of-incidents', sql: timersOfIncidents },
];
