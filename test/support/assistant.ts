import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type Assistant, startAssistant } from '../../src/assistant.ts';
import { type SoundContent, soundContent } from '../../src/checked-content.ts';
import { readConfig } from '../../src/config.ts';
import { trainInWorker } from '../../src/learning/training/train-in-worker.ts';
import { silentLog } from '../../src/log.ts';
import type { Surroundings } from '../../src/surroundings.ts';
import { createUnderstanding } from '../../src/understanding/create-understanding.ts';
import type { Understanding } from '../../src/understanding/understanding.ts';
import { throughPooler } from './pooler.ts';

let trained: Understanding | undefined;

/** The product's own classifier, loaded once a test file. */
export function trainedUnderstanding(): Understanding {
  trained ??= createUnderstanding({
    content: '.',
    kind: 'linear',
    cacheDir: inject('modelDir'),
  });
  return trained;
}

let read: Promise<SoundContent> | undefined;

/** The product's own content, read once a test file. */
function ownContent(): Promise<SoundContent> {
  read ??= soundContent('.');
  return read;
}

export interface TestAssistant extends Assistant {
  readonly dataDir: string;
}

/** The whole assistant with its mock account service, on free ports and a folder of its own. */
export async function openAssistant(
  surroundings: Surroundings = {},
  environment: Record<string, string> = {},
): Promise<TestAssistant> {
  const dataDir = environment.DATA_DIR ?? (await mkdtemp(join(tmpdir(), 'assistant-')));
  const config = readConfig({
    PORT: '0',
    ACCOUNT_PORT: '0',
    DATA_DIR: dataDir,
    MODEL_DIR: inject('modelDir'),
    ...throughPooler(environment),
  });
  const assistant = await startAssistant(config, {
    log: silentLog,
    ...(environment.CONTENT_DIR === undefined && { content: await ownContent() }),
    understanding: trainedUnderstanding(),
    trainer: trainInWorker(inject('trainWorker')),
    webDir: inject('webDir'),
    ...surroundings,
  });
  return {
    ...assistant,
    dataDir,
    async close() {
      await assistant.close();
      if (environment.DATA_DIR === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
