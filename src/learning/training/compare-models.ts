import type { UnderstandingContent } from '../../understanding/content.ts';
import { type Answer, isRight, measureQuality } from '../../understanding/measuring/quality.ts';
import type { Understanding } from '../../understanding/understanding.ts';
import type { TaughtPhrase } from '../label.ts';
import type { Figures, IntentChange, Mistake, Report } from '../report.ts';
import type { SiftedLabels } from './sift-labels.ts';

interface Compared {
  readonly content: UnderstandingContent;
  readonly before: Understanding;
  readonly after: Understanding;
  readonly labels: SiftedLabels;
  readonly golden: readonly TaughtPhrase[];
}

/** Examples that a report shows of each kind. */
const mostShown = 30;

/** The new model beside the old one: on the held-out tests, the golden chats and what was taught. */
export function compareModels(compared: Compared): Omit<Report, 'milliseconds'> {
  const { before, after, labels } = compared;
  const tests = testsOf(compared.content);
  const [old, fresh] = [answersOf(before, tests), answersOf(after, tests)];
  const broken = brokenGolden(compared);
  const overruling = overruled(before, labels.used);
  const [lost, won] = [differing(old, fresh), differing(fresh, old)];
  return {
    tests: tests.length,
    before: figuresOf(old),
    after: figuresOf(fresh),
    intents: changesOf(old, fresh, labels.used),
    lostCount: lost.length,
    wonCount: won.length,
    lost: lost.slice(0, mostShown),
    won: won.slice(0, mostShown),
    golden: { ...broken, broken: broken.broken.slice(0, mostShown), brokenCount: broken.broken.length },
    labels: {
      used: labels.used.length,
      rightBefore: countRight(before, labels.used),
      rightAfter: countRight(after, labels.used),
      known: labels.known,
      overruling: overruling.slice(0, mostShown),
      overrulingCount: overruling.length,
      contradicting: labels.contradicting.slice(0, mostShown),
    },
  };
}

function testsOf({ intents }: UnderstandingContent): readonly TaughtPhrase[] {
  return intents.flatMap(({ name, tests }) => tests.map(text => ({ text, intent: name })));
}

function answersOf(understanding: Understanding, tests: readonly TaughtPhrase[]): readonly Answer[] {
  return tests.map(({ text, intent }) => {
    const decision = understanding.understand(text);
    return { line: { text, intent, alt: [] }, decision, label: decision.intent };
  });
}

function figuresOf(answers: readonly Answer[]): Figures {
  const { accuracy, macroF1, coverage, answeredAccuracy, ece } = measureQuality(answers);
  return { accuracy, macroF1, coverage, answeredAccuracy, calibrationError: ece };
}

function changesOf(
  old: readonly Answer[],
  fresh: readonly Answer[],
  taught: readonly TaughtPhrase[],
): readonly IntentChange[] {
  const names = [...new Set(old.map(({ line }) => line.intent))].sort();
  return names.map(intent => {
    const of = (answers: readonly Answer[]) => answers.filter(({ line }) => line.intent === intent);
    return {
      intent,
      tests: of(old).length,
      before: of(old).filter(isRight).length,
      after: of(fresh).filter(isRight).length,
      labels: taught.filter(one => one.intent === intent).length,
    };
  });
}

/** Tests that `good` answers rightly and `bad` does not; `got` is what `bad` says. */
function differing(good: readonly Answer[], bad: readonly Answer[]): readonly Mistake[] {
  return bad
    .filter((answer, i) => !isRight(answer) && good[i] !== undefined && isRight(good[i]))
    .map(({ line, label }) => ({ text: line.text, wanted: line.intent, got: label }));
}

/** Only what the old one acts on rightly can break, and only acting on it as something else breaks it. */
function brokenGolden({ golden, before, after }: Compared): { phrases: number; broken: readonly Mistake[] } {
  const held = golden.filter(({ text, intent }) => {
    const { kind, intent: got } = before.understand(text);
    return kind === 'understood' && got === intent;
  });
  const broken = held.flatMap(({ text, intent }) => {
    const { kind, intent: got } = after.understand(text);
    return kind === 'understood' && got !== intent ? [{ text, wanted: intent, got }] : [];
  });
  return { phrases: held.length, broken };
}

/** A correction now and then is what labels are for; many at once are a mistake, or somebody's intent. */
function overruled(before: Understanding, labels: readonly TaughtPhrase[]): readonly Mistake[] {
  return labels.flatMap(({ text, intent }) => {
    const { kind, intent: sure, confidence } = before.understand(text);
    const contradicted = kind === 'understood' && confidence >= surely && sure !== intent;
    return contradicted ? [{ text, wanted: sure, got: intent }] : [];
  });
}

const surely = 0.85;

function countRight(understanding: Understanding, phrases: readonly TaughtPhrase[]): number {
  return phrases.filter(({ text, intent }) => {
    const { kind, intent: got } = understanding.understand(text);
    return kind === 'understood' && got === intent;
  }).length;
}
