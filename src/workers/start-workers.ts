import cluster, { type Worker } from 'node:cluster';
import { Failure } from '../failure.ts';
import type { Log } from '../log.ts';
import type { Clock } from '../time-and-chance.ts';
import { ReadyMessage } from './ready-message.ts';
import { tellReplaced } from './replaced-message.ts';
import { watchForLife } from './signs-of-life.ts';

export interface Workers {
  /** Where all of them listen together. */
  readonly url: string;
  /** Replaces one after the other: the new one is ready before the old one is told to stop. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

interface Options {
  /** At least 1. */
  readonly count: number;
  /** Set for every worker besides what this process has. */
  readonly environment: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly log: Log;
}

/** In milliseconds, all. */
const firstPause = 200;
const longestPause = 10_000;
/** One that lived so long did not die of its start. */
const settled = 30_000;
/** Training a classifier takes less on any machine; one that hangs would keep every later restart waiting. */
const readyWithin = 120_000;
/** Turns end within 10 seconds of being told to stop. */
const patience = 15_000;

/**
 * Processes that take their connections from one port themselves: were this one to hand them over, what is on its way to a worker
 * that dies would never be answered nor closed, and one that stands still would be given more and more. A worker that dies is
 * replaced, after a pause that grows while they keep dying. Throws `Failure('worker-ended')` when the first one does not get ready.
 */
export async function startWorkers({ count, environment, clock, log }: Options): Promise<Workers> {
  /** From their fork to their end. */
  const alive = new Set<Worker>();
  const working = new Set<Worker>();
  /** Also those that are not ready yet; not those that were told to end. */
  const staying = new Set<Worker>();
  let closing = false;
  let pauseBefore = firstPause;
  let restarting: Promise<void> = Promise.resolve();

  cluster.schedulingPolicy = cluster.SCHED_NONE;
  // One first: it trains the classifier if need be, and what keeps it from starting would keep all from it.
  const url = await add();
  await Promise.all(Array.from({ length: count - 1 }, add));

  return {
    url,
    restart() {
      restarting = restarting.then(replaceAll).catch(error => {
        if (closing) return;
        log.error('the rolling restart was broken off; the others go on as they are', { error });
        // One that died meanwhile had its replacement in the one that did not get ready.
        if (staying.size < count) replaceLater();
      });
      return restarting;
    },
    async close() {
      closing = true;
      await Promise.all([...alive].map(worker => retire(worker, () => worker.process.kill('SIGTERM'))));
    },
  };

  async function add(): Promise<string> {
    const worker = cluster.fork(environment);
    const began = clock.now();
    alive.add(worker);
    staying.add(worker);
    worker.once('exit', () => {
      alive.delete(worker);
      staying.delete(worker);
    });
    const cancel = clock.after(readyWithin, () => {
      log.error('a worker does not get ready and is ended');
      worker.process.kill('SIGKILL');
    });
    const readyAt = await ready(worker).finally(cancel);
    working.add(worker);
    const stopWatching = watchForLife(worker, clock, () => {
      log.error('a worker stands still and is ended');
      worker.process.kill('SIGKILL');
    });
    worker.once('exit', () => {
      stopWatching();
      // Retired ones have left the set before.
      if (!working.delete(worker) || closing) return;
      if (clock.now() - began > settled) pauseBefore = firstPause;
      log.error('a worker died and is replaced', { milliseconds: pauseBefore });
      replaceLater();
    });
    return readyAt;
  }

  function replaceLater(): void {
    clock.after(pauseBefore, () => {
      // A rolling restart may have made up for it already.
      if (closing || staying.size >= count) return;
      add().catch(error => {
        if (closing) return;
        log.error('a worker could not be replaced', { error });
        replaceLater();
      });
    });
    pauseBefore = Math.min(2 * pauseBefore, longestPause);
  }

  /** One that dies meanwhile is replaced anyway; when its place was taken by the one made here, another one is made. */
  async function replaceAll(): Promise<void> {
    for (const worker of [...working]) {
      while (working.has(worker)) {
        if (closing) return;
        await add();
        if (staying.size > count && working.has(worker)) await retire(worker, () => tellReplaced(worker));
      }
    }
    log.info('rolling restart done', { count: working.size });
  }

  async function retire(worker: Worker, tell: () => void): Promise<void> {
    working.delete(worker);
    staying.delete(worker);
    if (worker.isDead()) return;
    const gone = new Promise(resolve => worker.once('exit', resolve));
    tell();
    const cancel = clock.after(patience, () => worker.process.kill('SIGKILL'));
    await gone;
    cancel();
  }
}

/** Where it listens. */
function ready(worker: Worker): Promise<string> {
  return new Promise((resolve, reject) => {
    worker.on('message', message => {
      const { data } = ReadyMessage.safeParse(message);
      if (data) resolve(data.url);
    });
    worker.once('exit', code => reject(ended(code)));
  });
}

function ended(code: number | null): Failure {
  return new Failure(
    'worker-ended',
    `A worker ended with ${code ?? 'a signal'} before it was ready`,
    'Its own lines above say why.',
  );
}
