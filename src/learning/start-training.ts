import type { AuditActor } from '../audit/audit-log.ts';
import { objectionsTo } from './gate.ts';
import { type Label, taughtPhrases } from './label.ts';
import type { LearningOptions } from './learning.ts';
import type { ModelVersion, VersionState } from './model-version.ts';
import type { Trained } from './training/train.ts';

/** In milliseconds: so often others hear that a training goes on. */
const heartbeat = 10_000;

/** What a training came to is worth more than one try of a database that is slow. */
const tries = 3;

/** Trains one version at a time, tells how far it is, and lets the gate judge the result. */
export function startTraining({
  store,
  model,
  trainer,
  content,
  contentDir,
  contentKey,
  modelDir,
  audit,
  clock,
  log,
}: LearningOptions) {
  let running: { readonly over: Promise<void>; stop(): Promise<void> } | undefined;

  return {
    /** Resolves when the training has begun; it goes on by itself. */
    async begin(labels: readonly Label[], actor: AuditActor): Promise<'started' | 'running'> {
      const upTo = labels.at(-1)?.number ?? 0;
      const by = { id: actor.id, name: actor.name };
      const version = await store.begin({ by, labels: upTo, contentKey });
      if (!version) return 'running';
      await audit.append({
        actor,
        action: 'train-model',
        object: String(version.number),
        details: { labels: upTo },
      });
      run(version, labels);
      return 'started';
    },
    async close() {
      await running?.stop();
      await running?.over;
    },
  };

  function run(version: ModelVersion, labels: readonly Label[]): void {
    let progress = 0;
    let stopBeating = () => {};
    let last: Promise<unknown> = Promise.resolve();
    const note = (state: VersionState) => {
      last = last.then(() => store.note(version.number, state)).catch(complain);
    };
    const keep = (state: VersionState, kept?: Trained['model']) =>
      insist(() => store.note(version.number, state, kept));
    const tell = () => {
      stopBeating();
      stopBeating = clock.after(heartbeat, tell);
      note({ kind: 'training', progress, seenAt: new Date(clock.now()).toISOString() });
    };
    const order = { content, contentDir, labels: taughtPhrases(labels), current: model.kept(), modelDir };
    const { trained, stop } = trainer(order, done => {
      progress = done;
      tell();
    });
    tell();
    const over = trained
      .then(judged, error => {
        complain(error);
        return { state: { kind: 'failed' } as const };
      })
      .then(({ state, kept }: Judged) => {
        stopBeating();
        return last.then(() => keep(state, kept)).catch(complain);
      })
      .then(() => {
        running = undefined;
      });
    running = { over, stop };
  }

  function insist(write: () => Promise<void>): Promise<void> {
    const again = (left: number): Promise<void> =>
      write().catch(error => (left > 1 ? again(left - 1) : Promise.reject(error)));
    return again(tries);
  }

  function complain(error: unknown): void {
    log.error('a training failed', { error });
  }
}

interface Judged {
  readonly state: VersionState;
  readonly kept?: Trained['model'];
}

/** What is refused is not kept: nobody can activate it, not even by mistake. */
function judged({ report, model }: Trained): Judged {
  const objections = objectionsTo(report);
  if (objections.length > 0) return { state: { kind: 'refused', report, objections } };
  return { state: { kind: 'passed', report }, kept: model };
}
