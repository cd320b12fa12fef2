import { fallingExponential } from './falling-exponential.ts';

/**
 * An intent may consist of kinds that are said in very different words ("the code is given away", "the number was changed"). Each kind
 * is an output of the model of its own, `intent/kind`; phrases of no kind teach the bare `intent`. Outside the classifier
 * only intents are seen.
 */
export interface OutputsOfIntents {
  readonly intents: readonly string[];
  /** Scores of intents from scores of outputs, in the order of `intents`. */
  merge(outputs: Float32Array, into: Float32Array): void;
  /** The kind of this intent that the scores of outputs speak for, when more than for all its others together. */
  kindOf(intent: string, outputs: Float32Array): string | undefined;
}

const between = '/';
const half = Math.log(0.5);

export function outputName(intent: string, kind: string | undefined): string {
  return kind === undefined ? intent : `${intent}${between}${kind}`;
}

/** @param names outputs of the model, sorted */
export function outputsOfIntents(names: readonly string[]): OutputsOfIntents {
  const intents = [...new Set(names.map(intentOf))];
  const placesOf = intents.map(intent =>
    Int32Array.from(names.flatMap((name, i) => (intentOf(name) === intent ? [i] : []))),
  );
  const firstOf = Int32Array.from(placesOf, places => places[0] ?? 0);
  const withKinds = [...placesOf.entries()].filter(([, places]) => places.length > 1);

  return {
    intents,
    merge(outputs, into) {
      for (let i = 0; i < firstOf.length; i++) into[i] = outputs[firstOf[i] ?? 0] ?? 0;
      for (const [i, places] of withKinds) into[i] = together(outputs, places);
    },
    kindOf(intent, outputs) {
      const places = withKinds.find(([i]) => intents[i] === intent)?.[1];
      if (!places) return undefined;
      const all = together(outputs, places);
      const best = places.find(place => (outputs[place] ?? 0) - all > half);
      return best === undefined ? undefined : names[best]?.split(between)[1];
    },
  };
}

/** As softmax adds up what is alike: the logarithm of the sum of exponentials. Runs for every message and makes no garbage. */
function together(outputs: Float32Array, places: Int32Array): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let p = 0; p < places.length; p++) most = Math.max(most, outputs[places[p] ?? 0] ?? 0);
  let sum = 0;
  for (let p = 0; p < places.length; p++) sum += fallingExponential(most - (outputs[places[p] ?? 0] ?? 0));
  return most + Math.log(sum);
}

function intentOf(name: string): string {
  return name.split(between)[0] ?? name;
}
