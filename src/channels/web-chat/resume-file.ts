import { join } from 'node:path';
import type { Log } from '../../log.ts';
import { openExpendableList } from '../../storage/expendable-list.ts';
import type { Clock } from '../../time-and-chance.ts';
import { IssuedSecret, type ResumeFile } from './resume.ts';

export interface ResumeFileOptions {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** `web-chat/resume.json` below the data folder: without it visitors lose the way back to their chat, not the chat. */
export function openResumeFile({ dataDir, clock, log }: ResumeFileOptions): ResumeFile {
  return openExpendableList({
    file: join(dataDir, 'web-chat', 'resume.json'),
    item: IssuedSecret,
    clock,
    log,
  });
}
