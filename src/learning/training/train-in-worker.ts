import { Worker } from 'node:worker_threads';
import type { Trained, TrainingOrder } from './train.ts';
import type { FromWorker } from './worker.ts';

/** Runs a training while everything else goes on; the returned `stop` gives it up. */
export type Trainer = (
  order: TrainingOrder,
  tell: (done: number) => void,
) => {
  readonly trained: Promise<Trained>;
  stop(): Promise<void>;
};

/** So much of memory a training may take: beyond that it ends, and not the server. In MB. */
const memory = 1_024;

/** @param file the built worker (see esbuild.config.mjs) */
export function trainInWorker(file: string): Trainer {
  return (order, tell) => {
    const worker = new Worker(file, {
      workerData: order,
      resourceLimits: { maxOldGenerationSizeMb: memory },
    });
    const trained = new Promise<Trained>((resolve, reject) => {
      worker.on('message', (message: FromWorker) => {
        if (message.kind === 'progress') tell(message.done);
        else resolve(message.trained);
      });
      worker.once('error', reject);
      worker.once('exit', code => reject(new Error(`the training ended with code ${code}`)));
    });
    return { trained, stop: async () => void (await worker.terminate()) };
  };
}
