import type { SparseVector } from './vocabulary.ts';

/** What both trainers learn from. */
export interface TrainingSet {
  /** `target`: index of the class. */
  readonly examples: readonly { readonly vector: SparseVector; readonly target: number }[];
  readonly features: number;
  readonly classes: number;
}
