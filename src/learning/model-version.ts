import { z } from 'zod';
import { teacher } from './label.ts';
import { objection, report } from './report.ts';

/** What became of a training. */
const state = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('training'),
    /** 0..1. */
    progress: z.number(),
    /** ISO 8601: when the process that trains was heard of the last time. */
    seenAt: z.iso.datetime(),
  }),
  z.strictObject({ kind: z.literal('passed'), report }),
  z.strictObject({ kind: z.literal('refused'), report, objections: z.array(objection).readonly() }),
  z.strictObject({ kind: z.literal('failed') }),
]);
export type VersionState = Readonly<z.infer<typeof state>>;

export const modelVersion = z.strictObject({
  /** 1, 2, 3 ...; 0 would be the model of intents/ alone, which is always there. */
  number: z.int().positive(),
  at: z.iso.datetime(),
  by: teacher,
  /** The labels up to this number are in it. */
  labels: z.int().nonnegative(),
  /** Of intents/ and data/ when it was trained: with other content it answers no more. */
  contentKey: z.string(),
  state,
});
export type ModelVersion = Readonly<z.infer<typeof modelVersion>>;

/** In milliseconds: a training that was not heard of for so long is over. */
export const silentFor = 60_000;

/** A training whose process ended before it did has failed. */
export function settled(version: ModelVersion, now: number): ModelVersion {
  const { state } = version;
  const lost = state.kind === 'training' && now - Date.parse(state.seenAt) > silentFor;
  return lost ? { ...version, state: { kind: 'failed' } } : version;
}

export function isTraining(version: ModelVersion | undefined): boolean {
  return version?.state.kind === 'training';
}
