import { join } from 'node:path';
import type { Log } from '../../log.ts';
import { openDurableJournal } from '../../storage/durable-journal.ts';
import type { Clock } from '../../time-and-chance.ts';
import { IssuedSecret, type ResumeJournal } from './issued-secrets.ts';

export interface ResumeJournalOptions {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** `web-chat/resume.jsonl` below the data folder: without it visitors lose the way back to their chat, not the chat. */
export function openResumeJournal({ dataDir, clock, log }: ResumeJournalOptions): ResumeJournal {
  return openDurableJournal({
    file: join(dataDir, 'web-chat', 'resume.jsonl'),
    entry: IssuedSecret,
    clock,
    log,
  });
}
