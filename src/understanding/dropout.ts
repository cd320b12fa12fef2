import { seededRandom } from './seeded-random.ts';
import type { SparseVector } from './vocabulary.ts';

/**
 * Leaves out a random share of a message's features and lifts the rest by as much, so that no label leans on one feature
 * that the next author will not write (Srivastava et al. 2014). The answer is valid until the next call.
 */
export function createDropout(share: number, seed: number): (vector: SparseVector) => SparseVector {
  if (share === 0) return vector => vector;
  const random = seededRandom(seed);
  const lift = 1 / (1 - share);
  let ids = new Int32Array(1_024);
  let values = new Float32Array(1_024);

  return vector => {
    if (ids.length < vector.ids.length) {
      ids = new Int32Array(vector.ids.length * 2);
      values = new Float32Array(vector.ids.length * 2);
    }
    let kept = 0;
    for (let i = 0; i < vector.ids.length; i++) {
      if (random() < share) continue;
      ids[kept] = vector.ids[i] ?? 0;
      values[kept++] = (vector.values[i] ?? 0) * lift;
    }
    return { ids: ids.subarray(0, kept), values: values.subarray(0, kept), familiarity: vector.familiarity };
  };
}
