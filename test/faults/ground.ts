import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type MockAccountService, startMockAccountService } from '../../src/accounts/mock/start.ts';
import { type Assistant, startAssistant } from '../../src/assistant.ts';
import { readConfig } from '../../src/config.ts';
import { type Log, silentLog } from '../../src/log.ts';
import type { Surroundings } from '../../src/surroundings.ts';
import { type Clock, secureRandom, systemClock } from '../../src/time-and-chance.ts';
import { createUnderstanding } from '../../src/understanding/create-understanding.ts';
import type { Understanding } from '../../src/understanding/understanding.ts';
import { createDatabase } from '../support/create-database.ts';
import { throughPooler } from '../support/pooler.ts';
import {
  type AssistantProcess,
  held,
  type ProcessOptions,
  startProcess,
  type WarmProcess,
  warmUp,
} from './assistant-process.ts';
import { type OpenedStore, openStoreOf } from './opened-store.ts';
import type { Adapter, Size } from './scenario.ts';
import type { Tools } from './tools.ts';

/** What a scenario stands on: an empty store of one adapter, and assistants on it. All of it is gone afterwards. */
export interface Ground {
  readonly adapter: Adapter;
  readonly tools: Tools;
  readonly dataDir: string;
  /** Of every assistant on this ground. */
  readonly environment: Readonly<Record<string, string>>;
  /** The whole assistant in this process. */
  startHere(surroundings?: Surroundings, environment?: Record<string, string>): Promise<Assistant>;
  /** Where it does not matter: in a process of its own in the long form, and without waiting for one in the short one. */
  startSomewhere(size: Size): Promise<Pick<AssistantProcess, 'url' | 'holds'>>;
  /** The whole assistant in a process of its own. */
  startProcess(options?: ProcessOptions): Promise<AssistantProcess>;
  /** One that waits to be started: it has loaded everything then, and touched nothing. */
  warmUp(): WarmProcess;
  /** The store alone, with whoever wakes its conversations up. */
  openStore(clock?: Clock, log?: Log): Promise<OpenedStore>;
  /** An account service that outlives assistants; `callbackUrl` is where they take its news. */
  startAccountService(callbackUrl: () => string | undefined): Promise<MockAccountService>;
  understanding(): Understanding;
  /** Undone when the scenario is over, the last one first. */
  later(undo: () => Promise<unknown> | unknown): void;
  dispose(): Promise<void>;
}

export const accountApiKey = 'kunci-yang-panjang-untuk-tes-gangguan-01';
export const callbackSecret = 'rahasia-yang-panjang-untuk-tes-gangguan';

let trained: Understanding | undefined;

export async function openGround(adapter: Adapter, tools: Tools): Promise<Ground> {
  const undoing: (() => Promise<unknown> | unknown)[] = [];
  const later = (undo: () => Promise<unknown> | unknown) => void undoing.push(undo);
  const dataDir = await mkdtemp(join(tmpdir(), 'jmo-faults-'));
  later(() => rm(dataDir, { recursive: true, force: true }));
  const environment: Record<string, string> = {
    PORT: '0',
    ACCOUNT_PORT: '0',
    DATA_DIR: dataDir,
    MODEL_DIR: tools.modelDir,
    WEB_DIR: tools.webDir,
    // Every visitor of a scenario has an address of its own, as in reality.
    TRUST_PROXY: 'true',
    ACCOUNT_API_KEY: accountApiKey,
    ACCOUNT_CALLBACK_SECRET: callbackSecret,
    SEAL_KEY: 'kunci-segel-semua-proses-untuk-tes-gangguan',
    DIRECTLINE_SECRET: 'rahasia-direct-line-untuk-tes-gangguan-01',
    TOKEN_KEY: 'kunci-token-semua-proses-untuk-tes-gangguan',
  };
  if (adapter === 'postgresql') {
    if (tools.postgresUrl === undefined) throw new Error('there is no PostgreSQL server');
    Object.assign(environment, throughPooler({ DATABASE_URL: await createDatabase(tools.postgresUrl) }));
  }

  const ground: Ground = {
    adapter,
    tools,
    dataDir,
    environment,
    later,
    understanding,
    async startSomewhere(size) {
      if (size === 'long') return ground.startProcess();
      const { url } = await ground.startHere();
      return { url, holds: held };
    },
    async startHere(surroundings = {}, more = {}) {
      const assistant = await startAssistant(readConfig({ ...environment, ...more }), {
        log: silentLog,
        understanding: understanding(),
        webDir: tools.webDir,
        ...surroundings,
      });
      later(closing(assistant));
      return assistant;
    },
    async startProcess(options) {
      const started = await startProcess(tools.childFile, environment, options);
      later(() => started.kill());
      return started;
    },
    warmUp() {
      const warm = warmUp(tools.childFile, environment);
      later(() => warm.kill());
      return warm;
    },
    async openStore(clock = systemClock, log = silentLog) {
      const opened = await openStoreOf(environment, clock, log);
      later(closing(opened));
      return opened;
    },
    async startAccountService(callbackUrl) {
      const service = await startMockAccountService({
        host: '127.0.0.1',
        port: 0,
        dataDir: join(dataDir, 'institution'),
        seedFile: 'data/accounts.json',
        apiKey: accountApiKey,
        callbackUrl: () => {
          const url = callbackUrl();
          return url === undefined ? undefined : `${url}/hooks/account-service`;
        },
        callbackSecret,
        development: true,
        clock: systemClock,
        random: secureRandom,
        log: silentLog,
      });
      later(() => service.close());
      environment.ACCOUNT_API_URL = service.url;
      return service;
    },
    async dispose() {
      for (const undo of undoing.reverse()) await undo();
    },
  };
  return ground;

  function understanding(): Understanding {
    trained ??= createUnderstanding({ content: '.', kind: 'linear', cacheDir: tools.modelDir });
    return trained;
  }
}

/** A scenario may close by itself what it opened. */
function closing(opened: { close(): Promise<void> }): () => Promise<void> {
  let closed: Promise<void> | undefined;
  const close = opened.close.bind(opened);
  const once = () => {
    closed ??= close();
    return closed;
  };
  opened.close = once;
  return once;
}
