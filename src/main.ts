import cluster from 'node:cluster';
import { type Assistant, startAssistant } from './assistant.ts';
import { type Config, readConfig } from './config.ts';
import { explainFailure, greetOperator } from './operator.ts';
import { startMany } from './start-many.ts';
import { systemClock } from './time-and-chance.ts';
import { tellReady } from './workers/ready-message.ts';
import { onReplaced } from './workers/replaced-message.ts';
import { tellAlive } from './workers/signs-of-life.ts';

/** `npm start`: reads the configuration, starts everything, says where it is, and stops cleanly when told to. */
async function main(): Promise<void> {
  const config = readConfig();
  const running = await start(config);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void running.close().then(() => process.exit(0), fail));
  }
}

async function start(config: Config): Promise<Pick<Assistant, 'close'>> {
  if (config.workers > 1 && cluster.isPrimary) {
    const many = await startMany(config);
    greetOperator(config, many);
    process.on('SIGHUP', () => void many.restart());
    return many;
  }
  const assistant = await startAssistant(config);
  if (cluster.isWorker) {
    tellReady(assistant.url);
    tellAlive(systemClock);
    onReplaced(() => void assistant.giveWay().then(() => process.exit(0), fail));
  } else greetOperator(config, assistant);
  return assistant;
}

function fail(error: unknown): never {
  process.stderr.write(explainFailure(error));
  process.exit(1);
}

await main().catch(fail);
