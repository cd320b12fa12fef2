import { seededRandom } from './seeded-random.ts';

/** However often an example changed nothing, after so many epochs it is looked at again. */
const longestRest = 3;

/**
 * Shows every example once an epoch to `learn`, in an order that only the seed decides. An example that changed nothing
 * sits out the next epoch, then the next two: most are soon answered well, so this takes less than half of the time.
 */
export function visitInEpochs<T>(
  examples: readonly T[],
  { epochs, seed }: { readonly epochs: number; readonly seed: number },
  learn: (example: T, index: number) => 'changed' | 'unchanged',
): void {
  const random = seededRandom(seed);
  const order = Int32Array.from(examples.keys());
  /** Epochs still to sit out, and how many were sat out the last time. */
  const resting = new Uint8Array(examples.length);
  const rested = new Uint8Array(examples.length);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const index of order) {
      const example = examples[index];
      if (example === undefined) continue;
      const left = resting[index] ?? 0;
      if (left > 0) {
        resting[index] = left - 1;
        continue;
      }
      const changed = learn(example, index) === 'changed';
      rested[index] = changed ? 0 : Math.min((rested[index] ?? 0) + 1, longestRest);
      resting[index] = rested[index] ?? 0;
    }
  }
}

/** Fisher-Yates. */
function shuffle(order: Int32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = kept;
  }
}
