import { parentPort, workerData } from 'node:worker_threads';
import { type Trained, type TrainingOrder, train } from './train.ts';

/** The thread that a training runs in: the order comes with it, progress and the result go out as messages. */
export type FromWorker =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'trained'; readonly trained: Trained };

const order: TrainingOrder = workerData;
const trained = train(order, done => tell({ kind: 'progress', done }));
tell({ kind: 'trained', trained });

function tell(message: FromWorker): void {
  parentPort?.postMessage(message);
}
