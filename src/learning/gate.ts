import type { IntentChange, Objection, Report } from './report.ts';

/**
 * Training anew changes a few answers for better and for worse whatever was taught, because the examples come in another
 * order (measured: 12 lost and 5 won of 586 tests after three harmless labels). Worse is only what chance does not explain.
 */
const chance = 0.02;

/** Shares that nobody has to explain any more: so much is too much. */
const most = { accuracy: 0.03, coverage: 0.05, answeredAccuracy: 0.025, calibration: 0.03 } as const;

/** Of the tests of one intent so many may be lost by chance, and of those below nearly none. */
const lostByChance = (tests: number) => Math.max(3, Math.ceil(tests / 3));
const lostOfGuarded = 2;

/** Of so many golden phrases one may be read differently. */
const goldenPerBroken = 100;

/** So many labels may say something else than the old model was sure of, whatever the others say. */
const overruling = { most: 10, share: 0.3 } as const;

/** Whom a mistake here would hurt most: nobody may teach the bot to overhear these. */
export const guardedIntents: ReadonlySet<string> = new Set([
  'talk_to_agent',
  'suspected_fraud',
  'erase_my_data',
  'view_my_data',
  'stop_notices',
]);

/** What speaks against letting the new model answer; nothing: it may. */
export function objectionsTo(report: Report): readonly Objection[] {
  const { before, after, intents } = report;
  const coverage = { before: before.coverage, after: after.coverage };
  const answered = { before: before.answeredAccuracy, after: after.answeredAccuracy };
  const calibration = { before: before.calibrationError, after: after.calibrationError };
  const objections: (Objection | undefined)[] = [
    accuracyObjection(report),
    fell(coverage, most.coverage) ? { kind: 'answersLess', ...coverage } : undefined,
    fell(answered, most.answeredAccuracy) ? { kind: 'answersWorse', ...answered } : undefined,
    calibration.after - calibration.before > most.calibration
      ? { kind: 'worseCalibrated', ...calibration }
      : undefined,
    goldenObjection(report),
    overrulingObjection(report),
    ...intents.map(intentObjection),
  ];
  return objections.filter(objection => objection !== undefined);
}

function fell({ before, after }: { before: number; after: number }, tolerated: number): boolean {
  return before - after > tolerated;
}

function accuracyObjection({ before, after, lostCount, wonCount }: Report): Objection | undefined {
  const accuracy = { before: before.accuracy, after: after.accuracy };
  const worse = atLeastBy(lostCount, lostCount + wonCount) < chance || fell(accuracy, most.accuracy);
  return worse ? { kind: 'lessAccurate', ...accuracy, lost: lostCount, won: wonCount } : undefined;
}

function goldenObjection({ golden: { phrases, brokenCount } }: Report): Objection | undefined {
  const tolerated = Math.floor(phrases / goldenPerBroken);
  return brokenCount > tolerated ? { kind: 'goldenBroken', count: brokenCount } : undefined;
}

/** Held-out tests do not show a trap that is laid for certain words; that nearly all labels overrule does. */
function overrulingObjection({ labels: { used, overrulingCount: count } }: Report): Objection | undefined {
  const tooMany = count > overruling.most && count > overruling.share * used;
  return tooMany ? { kind: 'labelsOverrule', count, labels: used } : undefined;
}

function intentObjection({ intent, before, after, tests }: IntentChange): Objection | undefined {
  const lost = before - after;
  const change = { intent, before, after, tests };
  if (guardedIntents.has(intent) && lost >= lostOfGuarded) return { kind: 'guardedIntentWorse', ...change };
  return lost >= lostByChance(tests) ? { kind: 'intentWorse', ...change } : undefined;
}

/** Probability that of `all` fair coins at least `heads` show heads: the sign test on answers that changed (McNemar). */
function atLeastBy(heads: number, all: number): number {
  let term = 0.5 ** all;
  let sum = 0;
  for (let k = 0; k <= all; k++) {
    if (k >= heads) sum += term;
    term *= (all - k) / (k + 1);
  }
  return sum;
}
