import { openAuditFile } from './audit/audit-file.ts';
import { startWakeUpCalls } from './bot/wake-up-calls.ts';
import { createResume } from './channels/web-chat/resume.ts';
import { openResumeJournal } from './channels/web-chat/resume-journal.ts';
import { createPresence } from './console/desk/presence.ts';
import { createLogInLimits } from './console/log-in-limits.ts';
import { openReadMarkFile } from './console/read-marks/read-mark-file.ts';
import { openConsoleSessions } from './console/sessions.ts';
import { openConsoleUsers } from './console/user-file.ts';
import { openLowdbStore } from './conversations/lowdb/lowdb-store.ts';
import { createTyping } from './conversations/typing.ts';
import { openEmbeddedIncidentStore } from './incidents/embedded-incident-store.ts';
import { incidentCommands } from './incidents/incident-commands.ts';
import { rememberReports } from './incidents/remember-reports.ts';
import { createSpikes } from './incidents/spikes.ts';
import { openLearningFiles } from './learning/learning-files.ts';
import type { AssistantStorage, StorageOptions } from './open-storage.ts';
import { openFileShelves } from './storage/file-shelf.ts';

/** Files below DATA_DIR, which this process has for itself. */
export async function openFileStorage({
  config: { dataDir, secrets },
  clock,
  random,
  log,
}: StorageOptions): Promise<AssistantStorage> {
  const journal = openResumeJournal({ dataDir, clock, log });
  const resume = await createResume({ journal, key: secrets.TOKEN_KEY, clock, random, log });
  const spikes = createSpikes(clock);
  const incidents = await openEmbeddedIncidentStore({ dataDir, clock, random, log });
  const commands = incidentCommands(incidents, spikes);
  const store = await openLowdbStore({ dataDir, clock, log, erased: resume.revokeUser, commands });
  return {
    store,
    inbox: store.inbox,
    outbox: store.outbox,
    resume,
    consoleUsers: openConsoleUsers({ dataDir, clock, random }),
    consoleSessions: await openConsoleSessions({ dataDir, clock, random, log }),
    logInLimits: createLogInLimits(random),
    presence: createPresence(clock),
    typing: createTyping(clock),
    readMarks: openReadMarkFile({ dataDir, clock, log }),
    audit: openAuditFile({ dataDir, clock }),
    shelf: openFileShelves(dataDir, clock),
    doubtful: store.doubtful,
    facts: store.facts,
    learning: openLearningFiles({ dataDir, clock }),
    incidents,
    spikes,
    rememberReports: () => rememberReports(spikes, store, clock),
    startWakeUpCalls: options => startWakeUpCalls({ ...options, store }),
    check: store.check,
    close: store.close,
  };
}
