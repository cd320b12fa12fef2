import type { Label, NewLabel } from './label.ts';
import type { ModelVersion, VersionState } from './model-version.ts';

/** The port to what people taught and to the models that came of it. Adapters: files, PostgreSQL. */
export interface LearningStore {
  /** Durable when it resolves, all of them or none. */
  addLabels(labels: readonly NewLabel[]): Promise<void>;
  /** Every decision, in order. */
  labels(): Promise<readonly Label[]>;
  /** Newest first. */
  versions(): Promise<readonly ModelVersion[]>;
  /** A version that is being trained from now on; absent while another one is, in whatever process. */
  begin(version: Pick<ModelVersion, 'by' | 'labels' | 'contentKey'>): Promise<ModelVersion | undefined>;
  /** Replaces the state, of a version that has passed together with its model. */
  note(version: number, state: VersionState, model?: KeptModel): Promise<void>;
  model(version: number): Promise<KeptModel | undefined>;
  /** Which version answers; absent: the model of intents/ alone. */
  active(): Promise<number | undefined>;
  activate(version: number | undefined): Promise<void>;
  /** Calls back when another version answers, whichever process chose it. The returned function stops it. */
  watch(onChange: () => void): () => void;
}

export interface KeptModel {
  readonly key: string;
  /** As `encodeModel` writes it. */
  readonly bytes: Uint8Array;
}
