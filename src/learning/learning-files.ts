import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Low } from 'lowdb';
import { z } from 'zod';
import { durableJsonFile, makeFolder, writeSynced } from '../storage/durable-json-file.ts';
import { errorCode } from '../storage/error-code.ts';
import type { Clock } from '../time-and-chance.ts';
import { label } from './label.ts';
import type { KeptModel, LearningStore } from './learning-store.ts';
import { isTraining, type ModelVersion, modelVersion, settled } from './model-version.ts';

const Labels = z.strictObject({ schema: z.literal(1), labels: z.array(label).readonly() });

const Versions = z.strictObject({
  schema: z.literal(1),
  active: z.int().positive().nullable(),
  versions: z.array(modelVersion.extend({ modelKey: z.string().exactOptional() })).readonly(),
});
type Versions = z.infer<typeof Versions>;

interface Options {
  /** It all lies in `learning/` there. */
  readonly dataDir: string;
  readonly clock: Clock;
}

/**
 * Labels and models in files: `labels.json`, `versions.json`, and a file for each model. One process at a time, the one
 * that holds the data folder. Throws `Failure('document-damaged')` rather than go on with less than people taught.
 */
export function openLearningFiles({ dataDir, clock }: Options): LearningStore {
  const folder = join(dataDir, 'learning');
  const labels = document(join(folder, 'labels.json'), Labels, { schema: 1, labels: [] });
  const versions = document(join(folder, 'versions.json'), Versions, empty);
  const watchers = new Set<() => void>();
  /** A training belongs to the process that began it: what an earlier one left is over. */
  const mine = new Set<number>();

  return {
    addLabels: added =>
      labels.change(({ labels: kept }) => {
        const at = new Date(clock.now()).toISOString();
        const numbered = added.map((one, index) => ({ ...one, at, number: kept.length + index + 1 }));
        return { schema: 1, labels: [...kept, ...numbered] };
      }),
    labels: async () => (await labels.read()).labels,
    versions: async () => (await versions.read()).versions.map(shown).reverse(),
    async begin(version) {
      let begun: ModelVersion | undefined;
      await versions.change(kept => {
        if (kept.versions.map(shown).some(isTraining)) return kept;
        const at = new Date(clock.now()).toISOString();
        const number = kept.versions.length + 1;
        begun = { ...version, number, at, state: { kind: 'training', progress: 0, seenAt: at } };
        mine.add(number);
        return { ...kept, versions: [...kept.versions, begun] };
      });
      return begun;
    },
    async note(number, state, model) {
      if (model) await writeModel(number, model);
      await versions.change(kept => ({
        ...kept,
        versions: kept.versions.map(version =>
          version.number === number ? { ...version, state, ...(model && { modelKey: model.key }) } : version,
        ),
      }));
    },
    async model(number) {
      const found = (await versions.read()).versions.find(version => version.number === number);
      const bytes = found?.modelKey === undefined ? undefined : await readModel(number);
      return bytes && { key: found?.modelKey ?? '', bytes };
    },
    active: async () => (await versions.read()).active ?? undefined,
    async activate(number) {
      await versions.change(kept => ({ ...kept, active: number ?? null }));
      for (const tell of watchers) tell();
    },
    watch(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
  };

  function shown({ modelKey: _, ...version }: Versions['versions'][number]): ModelVersion {
    const over = isTraining(version) && !mine.has(version.number);
    return over ? { ...version, state: { kind: 'failed' } } : settled(version, clock.now());
  }

  async function writeModel(number: number, { bytes }: KeptModel): Promise<void> {
    await makeFolder(folder);
    await writeSynced(modelFile(number), bytes);
  }

  async function readModel(number: number): Promise<Uint8Array | undefined> {
    try {
      return await readFile(modelFile(number));
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return undefined;
      throw error;
    }
  }

  function modelFile(number: number): string {
    return join(folder, `version-${number}.model`);
  }
}

const empty: Versions = { schema: 1, active: null, versions: [] };

/** A lowdb document whose changes follow one another. */
function document<S extends z.ZodType>(file: string, schema: S, none: z.infer<S>) {
  const db = new Low<z.infer<S> | null>(
    durableJsonFile<z.infer<S>>(file, value => schema.parse(value)),
    null,
  );
  let last: Promise<unknown> = Promise.resolve();
  let known: z.infer<S> | undefined;

  return { read, change };

  async function read(): Promise<z.infer<S>> {
    if (known === undefined) {
      await db.read();
      known = db.data ?? none;
    }
    return known;
  }

  function change(how: (before: z.infer<S>) => z.infer<S>): Promise<void> {
    const done = last.then(async () => {
      const before = await read();
      const after = how(before);
      if (after === before) return;
      db.data = after;
      await db.write();
      known = after;
    });
    last = done.catch(() => {});
    return done;
  }
}
