import type { Config } from './config.ts';
import { createLog } from './log.ts';
import { type Stage, stopwatch } from './operator.ts';
import { startMock } from './start-mock.ts';
import { secureRandom, systemClock } from './time-and-chance.ts';
import { startWorkers } from './workers/start-workers.ts';

export interface Many {
  readonly url: string;
  readonly accountUrl: string | undefined;
  readonly stages: readonly Stage[];
  /** Rolling: at any moment somebody takes work. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** `WORKERS` processes on one port, and one mock account service beside them when no other one is used. */
export async function startMany(config: Config): Promise<Many> {
  const surroundings = { clock: systemClock, random: secureRandom, log: createLog(config.logLevel) };
  const stages = stopwatch();
  let callbackUrl: string | undefined;
  const mock =
    config.accountApiUrl === undefined ? await startMock(config, surroundings, () => callbackUrl) : undefined;
  stages.done('account service');
  const environment: Record<string, string> = mock
    ? { ACCOUNT_API_URL: mock.url, ACCOUNT_API_IS_MOCK: 'true' }
    : {};
  try {
    const workers = await startWorkers({ ...surroundings, count: config.workers, environment });
    callbackUrl = `${workers.url}/hooks/account-service`;
    stages.done('workers');
    return {
      url: workers.url,
      accountUrl: mock?.url,
      stages: stages.all,
      restart: workers.restart,
      close: () => workers.close().then(mock?.close),
    };
  } catch (error) {
    await mock?.close();
    throw error;
  }
}
