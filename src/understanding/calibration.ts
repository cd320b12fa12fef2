import { fallingExponential } from './falling-exponential.ts';
import { largest, softmax } from './linear-weights.ts';

/** What a model said about a phrase that it had not seen. */
export interface HeldOutPrediction {
  readonly logits: Float32Array;
  /** Index of the right label. */
  readonly target: number;
}

/** Turns scores into probabilities that mean what they say. */
export interface Calibration {
  /** Of the softmax over all labels (Guo et al. 2017). */
  readonly temperature: number;
  /** Confidence in the first label = 1 / (1 + exp(-(offset + slope * log-odds at twice the temperature))) (Platt 1999). */
  readonly slope: number;
  readonly offset: number;
}

/** How sure and whether right, for each answer. */
export interface Graded {
  readonly confidence: number;
  readonly right: boolean;
}

/**
 * Turns the logits into probabilities in place and answers the confidence in the most probable label.
 *
 * At twice the temperature the log-odds still tell how well the label fits at all and not only how far it is ahead: that
 * keeps sentences of other worlds apart (CLINC150: AUROC 0.965 instead of 0.957). Slope and offset bring it back to truth.
 */
export function calibrate(logits: Float32Array, { temperature, slope, offset }: Calibration): number {
  // One exponential serves both: at twice the temperature it is the root of what it is at the temperature itself.
  const most = largest(logits);
  const perRoot = 1 / (2 * temperature);
  let roots = 0;
  let squares = 0;
  for (let c = 0; c < logits.length; c++) {
    const root = fallingExponential((most - (logits[c] ?? 0)) * perRoot);
    roots += root;
    squares += root * root;
    logits[c] = root * root;
  }
  for (let c = 0; c < logits.length; c++) logits[c] = (logits[c] ?? 0) / squares;
  // The root of the most probable label is 1.
  return sigmoid(offset - slope * Math.log(Math.max(roots - 1, 1e-9)));
}

/** Fitted on predictions for held-out phrases. */
export function fitCalibration(predictions: readonly HeldOutPrediction[]): Calibration {
  if (predictions.length === 0) return { temperature: 1, slope: 1, offset: 0 };
  const temperature = fitTemperature(predictions);
  const points = predictions.map(({ logits, target }) => {
    const probabilities = logits.slice();
    softmax(probabilities, temperature);
    return { odds: softLogOdds(probabilities), right: indexOfLargest(probabilities) === target };
  });
  return { temperature, ...fitSigmoid(points) };
}

export function grade(
  predictions: readonly HeldOutPrediction[],
  calibration: Calibration,
): readonly Graded[] {
  return predictions.map(({ logits, target }) => {
    const probabilities = logits.slice();
    const confidence = calibrate(probabilities, calibration);
    return { confidence, right: indexOfLargest(probabilities) === target };
  });
}

/** Mean distance between confidence and accuracy over equally wide bins (Naeini et al. 2015); 0 is perfect. */
export function expectedCalibrationError(graded: readonly Graded[], bins = 15): number {
  const sums = Array.from({ length: bins }, () => 0);
  for (const { confidence, right } of graded) {
    const bin = Math.min(bins - 1, Math.floor(confidence * bins));
    sums[bin] = (sums[bin] ?? 0) + confidence - (right ? 1 : 0);
  }
  return sums.reduce((sum, gap) => sum + Math.abs(gap), 0) / Math.max(1, graded.length);
}

/** Log-odds of the largest probability after all have been brought to twice their temperature (p becomes its root). */
function softLogOdds(probabilities: Float32Array): number {
  let sum = 0;
  let most = 0;
  for (let c = 0; c < probabilities.length; c++) {
    const root = Math.sqrt(probabilities[c] ?? 0);
    sum += root;
    if (root > most) most = root;
  }
  return Math.log(Math.max(most, 1e-9) / Math.max(sum - most, 1e-9));
}

/** Least mean negative log likelihood, by golden-section search on the temperature's logarithm. */
function fitTemperature(predictions: readonly HeldOutPrediction[]): number {
  const loss = (logarithm: number) => negativeLogLikelihood(predictions, Math.exp(logarithm));
  let low = Math.log(0.05);
  let high = Math.log(20);
  let [left, right] = [high - golden * (high - low), low + golden * (high - low)];
  let [lossLeft, lossRight] = [loss(left), loss(right)];
  while (high - low > 0.01) {
    if (lossLeft < lossRight) {
      [high, right, lossRight] = [right, left, lossLeft];
      left = high - golden * (high - low);
      lossLeft = loss(left);
    } else {
      [low, left, lossLeft] = [left, right, lossRight];
      right = low + golden * (high - low);
      lossRight = loss(right);
    }
  }
  return Math.exp((low + high) / 2);
}

const golden = (Math.sqrt(5) - 1) / 2;

function negativeLogLikelihood(predictions: readonly HeldOutPrediction[], temperature: number): number {
  let sum = 0;
  for (const { logits, target } of predictions) {
    let most = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < logits.length; c++) most = Math.max(most, logits[c] ?? 0);
    let total = 0;
    for (let c = 0; c < logits.length; c++) total += Math.exp(((logits[c] ?? 0) - most) / temperature);
    sum += Math.log(total) - ((logits[target] ?? 0) - most) / temperature;
  }
  return sum / predictions.length;
}

/**
 * Logistic regression on one variable by Newton's method. Four made-up answers, right and wrong on both sides, keep the
 * curve finite when a small set is answered without a mistake.
 */
function fitSigmoid(
  points: readonly { readonly odds: number; readonly right: boolean }[],
): Pick<Calibration, 'slope' | 'offset'> {
  const all = [...points, ...[-1, 1].flatMap(odds => [true, false].map(right => ({ odds, right })))];
  let [slope, offset] = [1, 0];
  for (let round = 0; round < 12; round++) {
    let [g0, g1, h00, h01, h11] = [0, 0, 1e-6, 0, 1e-6];
    for (const { odds, right } of all) {
      const p = sigmoid(offset + slope * odds);
      const gap = p - (right ? 1 : 0);
      const bend = p * (1 - p);
      g0 += gap;
      g1 += gap * odds;
      h00 += bend;
      h01 += bend * odds;
      h11 += bend * odds * odds;
    }
    const determinant = h00 * h11 - h01 * h01;
    offset -= limited((h11 * g0 - h01 * g1) / determinant);
    slope -= limited((h00 * g1 - h01 * g0) / determinant);
  }
  // Never downwards: more of a label is never less certain.
  return { slope: Math.max(0.1, slope), offset };
}

/** A first step that is too long would never come back. */
function limited(step: number): number {
  return Math.max(-1, Math.min(1, step));
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

function indexOfLargest(values: Float32Array): number {
  return values.indexOf(largest(values));
}
