import { describe, expect, it } from 'vitest';
import { createBayesClassify } from '../../src/understanding/bayes-understanding.ts';
import { createClauseUnderstanding } from '../../src/understanding/clause-understanding.ts';
import { validContent } from '../../src/understanding/create-understanding.ts';
import type { Decision } from '../../src/understanding/decide.ts';
import { trainLinearModel } from '../../src/understanding/linear-model.ts';
import { createLinearUnderstanding } from '../../src/understanding/linear-understanding.ts';
import { measureQuality } from '../../src/understanding/measuring/quality.ts';
import { ownTask } from '../../src/understanding/measuring/tasks.ts';
import { normalize } from '../../src/understanding/normalize.ts';
import { findEntity } from '../../src/understanding/understanding.ts';

/**
 * The gate of the phrases and the model: floors a few points below what was measured when they were set (accuracy 81 %,
 * acted on 76 % with 87 % right, macro F1 77 %, natural's Bayes 68 %). Better results raise them; a change that falls below
 * is worse. `npm run -s nlu -- evaluate --html laporan.html` shows every miss.
 */
const floor = {
  accuracy: 0.77,
  macroF1: 0.73,
  coverage: 0.71,
  answeredAccuracy: 0.83,
  overBayes: 0.09,
  /** Of each intent; the weakest has 47 %. */
  recall: 0.33,
  outOfScopeRecall: 0.8,
  /** How well confidence tells out-of-scope sentences from others. */
  oosAuroc: 0.9,
  quoted: 0.98,
};
const mostCalibrationError = 0.03;

const { task, tests } = ownTask('.');
const model = trainLinearModel(task.examples, task.lexicon);
const understanding = createClauseUnderstanding(
  createLinearUnderstanding(model, task.lexicon, task.findErrorMessage),
  task.lexicon,
);

function qualityOf(decide: (text: string) => Decision) {
  return measureQuality(
    tests.map(line => {
      const decision = decide(line.text);
      return { line, decision, label: task.countsAs(decision.intent) };
    }),
  );
}

describe('the held-out tests of intents/', () => {
  const quality = qualityOf(text => understanding.understand(text));

  it('are there for every intent', () => {
    const tested = new Set(tests.map(({ intent }) => intent));
    expect(new Set(task.examples.map(({ label }) => task.countsAs(label)))).toEqual(tested);
  });

  it('are fifteen or more an intent, whose phrases are sixty or more, and eighty unless it counts as another', () => {
    const few = validContent('.').intents.filter(
      ({ examples, tests, countsAs }) => tests.length < 15 || examples.length < (countsAs ? 60 : 80),
    );
    expect(few.map(({ name }) => name)).toEqual([]);
  });

  it('are understood at least as well as when the floor was set', () => {
    expect(quality.accuracy).toBeGreaterThanOrEqual(floor.accuracy);
    expect(quality.macroF1).toBeGreaterThanOrEqual(floor.macroF1);
    expect(quality.coverage).toBeGreaterThanOrEqual(floor.coverage);
  });

  it('are right when the bot is sure enough to act', () => {
    expect(quality.answeredAccuracy).toBeGreaterThanOrEqual(floor.answeredAccuracy);
    expect(quality.answeredAccuracy).toBeGreaterThan(quality.accuracy);
  });

  it('leave no intent that is hardly ever recognised', () => {
    const weak = Object.entries(quality.perIntent).filter(([, { recall }]) => recall < floor.recall);
    expect(weak).toEqual([]);
  });

  it('tell what is out of scope', () => {
    expect(quality.perIntent.out_of_scope?.recall).toBeGreaterThanOrEqual(floor.outOfScopeRecall);
    expect(quality.oosAuroc).toBeGreaterThanOrEqual(floor.oosAuroc);
  });

  it('are understood better than by the Bayes classifier of natural', () => {
    const bayes = createBayesClassify(task.examples);
    const { accuracy } = qualityOf(text => bayes(normalize(text, task.lexicon)));
    expect(quality.accuracy).toBeGreaterThanOrEqual(accuracy + floor.overBayes);
  });
});

describe('the confidence', () => {
  it('is as often right as it says, on folds that the model had not seen', () => {
    expect(model.calibrationError).toBeLessThanOrEqual(mostCalibrationError);
  });
});

describe('the catalogue of error messages', () => {
  it('is recognised when somebody quotes any of its wordings inside a complaint', () => {
    const { errorMessages } = validContent('.');
    const wordings = errorMessages.flatMap(({ id, says, also }) =>
      [says, ...also].map(wording => ({ id, wording })),
    );
    const missed = wordings.filter(({ id, wording }) => {
      const { entities } = understanding.understand(`min tiap mau masuk muncul "${wording}" terus gimana ya`);
      return findEntity(entities, 'errorMessage')?.value !== id;
    });
    expect(missed.slice(0, Math.ceil(wordings.length * (1 - floor.quoted)))).toEqual(missed);
  });
});
