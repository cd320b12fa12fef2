import type { AuditLog } from './audit/audit-log.ts';
import type { startWakeUpCalls, WakeUpCalls } from './bot/wake-up-calls.ts';
import type { Resume } from './channels/web-chat/resume.ts';
import type { Config } from './config.ts';
import type { Presence } from './console/desk/presence.ts';
import type { LogInLimits } from './console/log-in-limits.ts';
import type { ReadMarks } from './console/read-marks/read-marks.ts';
import type { ConsoleSessions } from './console/sessions.ts';
import type { ConsoleUsers } from './console/users.ts';
import type { ConversationFacts } from './conversations/conversation-facts.ts';
import type { ConversationStore } from './conversations/conversation-store.ts';
import type { DoubtfulMessages } from './conversations/doubtful-messages.ts';
import type { Inbox } from './conversations/inbox.ts';
import type { Outbox } from './conversations/outbox.ts';
import type { Typing } from './conversations/typing.ts';
import type { IncidentStore } from './incidents/incident-store.ts';
import type { Spikes } from './incidents/spikes.ts';
import type { LearningStore } from './learning/learning-store.ts';
import type { Log } from './log.ts';
import type { OpenShelf } from './storage/shelf.ts';
import type { Clock, Random } from './time-and-chance.ts';

/** Everything that is kept or must be known to all processes. Nobody but the two who make it asks how it is kept. */
export interface AssistantStorage {
  readonly store: ConversationStore;
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  readonly resume: Resume;
  readonly consoleUsers: ConsoleUsers;
  readonly consoleSessions: ConsoleSessions;
  readonly logInLimits: LogInLimits;
  readonly presence: Presence;
  readonly typing: Typing;
  readonly readMarks: ReadMarks;
  readonly audit: AuditLog;
  /** Small records of the console, under a name that is never changed. */
  readonly shelf: OpenShelf;
  readonly doubtful: DoubtfulMessages;
  readonly facts: ConversationFacts;
  readonly learning: LearningStore;
  readonly incidents: IncidentStore;
  readonly spikes: Spikes;
  /** Reads what users reported before this process started. */
  rememberReports(): Promise<void>;
  startWakeUpCalls(options: Omit<Parameters<typeof startWakeUpCalls>[0], 'store'>): Promise<WakeUpCalls>;
  /** Throws a `Failure` while no work can be done. */
  check(): Promise<void>;
  close(): Promise<void>;
}

export interface StorageOptions {
  readonly config: Pick<Config, 'dataDir' | 'database' | 'secrets'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** PostgreSQL when DATABASE_URL is set, otherwise files below DATA_DIR. Loads only the one that is used. */
export async function openStorage(options: StorageOptions): Promise<AssistantStorage> {
  const { database } = options.config;
  if (database) return (await import('./storage-in-postgres.ts')).openSharedStorage(options, database);
  return (await import('./storage-in-files.ts')).openFileStorage(options);
}
