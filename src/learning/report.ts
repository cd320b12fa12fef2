import { z } from 'zod';

/** How a model answers the held-out tests. Shares are 0..1. */
export const figures = z.strictObject({
  accuracy: z.number(),
  macroF1: z.number(),
  /** Share that is acted on, and how often that is right. */
  coverage: z.number(),
  answeredAccuracy: z.number(),
  /** Expected calibration error; 0 is perfect. */
  calibrationError: z.number(),
});
export type Figures = Readonly<z.infer<typeof figures>>;

const mistake = z.strictObject({ text: z.string(), wanted: z.string(), got: z.string() });
export type Mistake = Readonly<z.infer<typeof mistake>>;

const intentChange = z.strictObject({
  intent: z.string(),
  /** Held-out tests of it, and how many of them are answered rightly. */
  tests: z.int(),
  before: z.int(),
  after: z.int(),
  /** Labels that teach it. */
  labels: z.int(),
});
export type IntentChange = Readonly<z.infer<typeof intentChange>>;

/** A new model beside the one that answers now. */
export const report = z.strictObject({
  tests: z.int(),
  before: figures,
  after: figures,
  intents: z.array(intentChange).readonly(),
  /** Held-out tests that only the old one, or only the new one answers rightly: how many, and examples. */
  lostCount: z.int(),
  wonCount: z.int(),
  lost: z.array(mistake).readonly(),
  won: z.array(mistake).readonly(),
  golden: z.strictObject({
    /** Sentences of the golden chats that the old one acts on rightly; 0 where the server has no golden chats. */
    phrases: z.int(),
    /** The new one acts on them as something else. */
    broken: z.array(mistake).readonly(),
    brokenCount: z.int(),
  }),
  labels: z.strictObject({
    used: z.int(),
    /** How many of them are understood rightly: before without having been taught. */
    rightBefore: z.int(),
    rightAfter: z.int(),
    /** Say the same as a phrase that is there already, or as a held-out test: not trained. */
    known: z.int(),
    /** Trained, though the old one was sure of something else; examples. */
    overruling: z.array(mistake).readonly(),
    overrulingCount: z.int(),
    /** Contradict such a phrase: not trained. */
    contradicting: z.array(mistake).readonly(),
  }),
  milliseconds: z.number(),
});
export type Report = Readonly<z.infer<typeof report>>;

/** Why a model may not answer. Shares are 0..1. */
export const objection = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('lessAccurate'),
    before: z.number(),
    after: z.number(),
    lost: z.int(),
    won: z.int(),
  }),
  z.strictObject({ kind: z.literal('answersLess'), before: z.number(), after: z.number() }),
  z.strictObject({ kind: z.literal('answersWorse'), before: z.number(), after: z.number() }),
  z.strictObject({ kind: z.literal('worseCalibrated'), before: z.number(), after: z.number() }),
  z.strictObject({
    kind: z.literal('intentWorse'),
    intent: z.string(),
    before: z.int(),
    after: z.int(),
    tests: z.int(),
  }),
  z.strictObject({
    kind: z.literal('guardedIntentWorse'),
    intent: z.string(),
    before: z.int(),
    after: z.int(),
    tests: z.int(),
  }),
  z.strictObject({ kind: z.literal('goldenBroken'), count: z.int() }),
  z.strictObject({ kind: z.literal('labelsOverrule'), count: z.int(), labels: z.int() }),
]);
export type Objection = Readonly<z.infer<typeof objection>>;
