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
  const placesOf = intents.map(intent => names.flatMap((name, i) => (intentOf(name) === intent ? [i] : [])));

  return {
    intents,
    merge(outputs, into) {
      for (let i = 0; i < placesOf.length; i++) into[i] = together(outputs, placesOf[i] ?? []);
    },
    kindOf(intent, outputs) {
      const places = placesOf[intents.indexOf(intent)] ?? [];
      const all = together(outputs, places);
      for (const place of places)
        if ((outputs[place] ?? 0) - all > half) return names[place]?.split(between)[1];
      return undefined;
    },
  };
}

/** As softmax adds up what is alike: the logarithm of the sum of exponentials. Runs for every message and makes no garbage. */
function together(outputs: Float32Array, places: readonly number[]): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const place of places) most = Math.max(most, outputs[place] ?? 0);
  if (places.length === 1) return most;
  let sum = 0;
  for (const place of places) sum += Math.exp((outputs[place] ?? 0) - most);
  return most + Math.log(sum);
}

function intentOf(name: string): string {
  return name.split(between)[0] ?? name;
}
