import { seededRandom } from './seeded-random.ts';

/**
 * Shows every example once an epoch to `learn`, in an order that only the seed decides. An example that changed nothing
 * sits out the next epoch: most are soon answered well, so this halves the time.
 */
export function visitInEpochs<T>(
  examples: readonly T[],
  { epochs, seed }: { readonly epochs: number; readonly seed: number },
  learn: (example: T, index: number) => 'changed' | 'unchanged',
): void {
  const random = seededRandom(seed);
  const order = Int32Array.from(examples.keys());
  const resting = new Uint8Array(examples.length);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const index of order) {
      const example = examples[index];
      if (example === undefined) continue;
      const sitsOut = resting[index] === 1;
      resting[index] = !sitsOut && learn(example, index) === 'unchanged' ? 1 : 0;
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
