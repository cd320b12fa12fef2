import type { UnderstandingContent } from '../../understanding/content.ts';
import { examplesOf, keptModel, modelKey, understandWith } from '../../understanding/create-understanding.ts';
import { type LinearModel, trainLinearModel } from '../../understanding/linear-model.ts';
import { decodeModel, encodeModel } from '../../understanding/model-file.ts';
import { normalize } from '../../understanding/normalize.ts';
import type { TaughtPhrase } from '../label.ts';
import type { KeptModel } from '../learning-store.ts';
import type { Report } from '../report.ts';
import { compareModels } from './compare-models.ts';
import { readGoldenPhrases } from './golden-phrases.ts';
import { siftLabels } from './sift-labels.ts';

/** Everything that a training needs; plain data, so that it can be handed to another thread. */
export interface TrainingOrder {
  readonly content: UnderstandingContent;
  readonly contentDir: string;
  readonly labels: readonly TaughtPhrase[];
  /** The model that answers now; absent: that of the content alone, which is kept in `modelDir`. */
  readonly current: KeptModel | undefined;
  readonly modelDir: string;
}

export interface Trained {
  readonly model: KeptModel;
  readonly report: Report;
}

/** Trains with what was taught and compares with the model that answers now. Takes seconds of computing. */
export function train(order: TrainingOrder, tell: (done: number) => void): Trained {
  const started = performance.now();
  const { content, contentDir } = order;
  const labels = siftLabels(order.labels, content);
  const examples = [
    ...examplesOf(content),
    ...labels.used.map(({ text, intent }) => ({ words: normalize(text, content.lexicon), label: intent })),
  ];
  const trained = trainLinearModel(examples, content.lexicon, done => tell(done * shareOfTraining));
  tell(shareOfTraining);
  const compared = compareModels({
    content,
    before: understandWith(currentModel(order), content),
    after: understandWith(trained, content),
    labels,
    golden: readGoldenPhrases(contentDir),
  });
  const key = modelKey(examples, content);
  const report = { ...compared, milliseconds: Math.round(performance.now() - started) };
  return { model: { key, bytes: encodeModel(key, trained) }, report };
}

/** The rest is comparing. */
const shareOfTraining = 0.9;

function currentModel({ content, current, modelDir }: TrainingOrder): LinearModel {
  const loaded = current && decodeModel(Buffer.from(current.bytes), current.key);
  return loaded?.kind === 'loaded' ? loaded.model : keptModel(content, modelDir);
}
