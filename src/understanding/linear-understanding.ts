import { calibrate } from './calibration.ts';
import { clean } from './clean.ts';
import { type Decision, decide, topLabels } from './decide.ts';
import { findEntities } from './entities.ts';
import type { FindErrorMessage } from './error-messages.ts';
import type { Lexicon } from './lexicon.ts';
import type { LinearModel } from './linear-model.ts';
import { normalize } from './normalize.ts';
import type { Ranking, Understanding } from './understanding.ts';

/** Below this share of known features a message is gibberish or another language, whatever its probabilities say. */
const leastFamiliar = 0.3;

/** From normalised words to intent and confidence, nothing else. */
export function createLinearClassify({
  classifier,
  calibration,
  thresholds,
}: LinearModel): (words: readonly string[]) => Decision {
  return words => {
    const { logits: probabilities, familiarity, kindOf } = classifier.score(words);
    const confidence = calibrate(probabilities, calibration);
    const known = familiarity >= leastFamiliar;
    const decision = decide(classifier.labels, probabilities, thresholds, known, confidence);
    const intentKind = kindOf(decision.intent);
    return intentKind === undefined ? decision : { ...decision, intentKind };
  };
}

/** The port on our own linear model. */
export function createLinearUnderstanding(
  model: LinearModel,
  lexicon: Lexicon,
  findErrorMessage: FindErrorMessage,
): Understanding & Ranking {
  const classify = createLinearClassify(model);
  return {
    understand(text) {
      const cleaned = clean(text);
      const words = normalize(cleaned, lexicon);
      return { ...classify(words), entities: findEntities(cleaned, words, findErrorMessage) };
    },
    rank(text, count) {
      const { logits: probabilities } = model.classifier.score(normalize(clean(text), lexicon));
      calibrate(probabilities, model.calibration);
      const { labels } = model.classifier;
      return topLabels(labels, probabilities, count).map(({ label, probability }) => ({
        intent: label,
        probability,
      }));
    },
  };
}
