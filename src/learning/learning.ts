import type { AuditActor, AuditLog } from '../audit/audit-log.ts';
import type { ConversationStore } from '../conversations/conversation-store.ts';
import type { DoubtfulMessages } from '../conversations/doubtful-messages.ts';
import { type ActivityId, ConversationId } from '../ids.ts';
import type { Log } from '../log.ts';
import type { Clock } from '../time-and-chance.ts';
import type { UnderstandingContent } from '../understanding/content.ts';
import type { ActiveModel } from './active-model.ts';
import { exportPatch } from './export-patch.ts';
import { type Inbox, placeOf, readInbox } from './inbox.ts';
import { type Decision, type Label, standing, taughtPhrases } from './label.ts';
import type { LearningStore } from './learning-store.ts';
import { isTraining, type ModelVersion } from './model-version.ts';
import { startTraining } from './start-training.ts';
import type { Trainer } from './training/train-in-worker.ts';

/** The learning loop: what was not understood, what people decide about it, the models that come of it. */
export interface Learning {
  inbox(): Promise<Inbox>;
  /** Decides about these messages' texts. Answers how many texts that were. */
  decide(messages: readonly ActivityId[], decision: Decision, actor: AuditActor): Promise<Decided>;
  overview(): Promise<Overview>;
  train(actor: AuditActor): Promise<'started' | 'running' | 'nothingNew'>;
  /** `undefined`: the model of intents/ alone. */
  activate(version: number | undefined, actor: AuditActor): Promise<'done' | 'absent' | 'refused' | 'stale'>;
  /** A patch to intents/*.yml. */
  exportPatch(actor: AuditActor): Promise<string>;
  close(): Promise<void>;
}

export type Decided =
  | { readonly kind: 'decided'; readonly texts: number }
  | { readonly kind: 'unknownIntent' };

export interface Overview {
  /** Texts that were given an intent and are not in the model that answers. */
  readonly untrained: number;
  readonly taught: number;
  /** The version that answers; absent: intents/ alone. */
  readonly active: number | undefined;
  /** Of another content than the one that is here now: it was chosen, and does not answer. */
  readonly stale: number | undefined;
  /** Newest first. */
  readonly versions: readonly ModelVersion[];
}

export interface LearningOptions {
  readonly store: LearningStore;
  readonly conversations: Pick<ConversationStore, 'messages'>;
  readonly doubtful: DoubtfulMessages;
  readonly model: ActiveModel;
  readonly trainer: Trainer;
  readonly content: UnderstandingContent;
  readonly contentDir: string;
  readonly contentKey: string;
  readonly modelDir: string;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly clock: Clock;
  readonly log: Log;
}

export function createLearning(options: LearningOptions): Learning {
  const { store, conversations, model, content, contentDir, contentKey, audit } = options;
  const intents = new Set(content.intents.map(({ name }) => name));
  const trainings = startTraining(options);

  return {
    async inbox() {
      const { doubtful, clock } = options;
      return readInbox({ doubtful, model, lexicon: content.lexicon, clock }, await store.labels());
    },
    async decide(messages, decision, actor) {
      if (decision.kind === 'intent' && !intents.has(decision.intent)) return { kind: 'unknownIntent' };
      const texts = [...new Set((await Promise.all(messages.map(textOf))).flat())];
      if (texts.length === 0) return { kind: 'decided', texts: 0 };
      const intent = decision.kind === 'intent' ? decision.intent : '';
      const details = { decision: decision.kind, intent, texts: texts.length };
      await audit.append({ actor, action: 'label', object: messages[0] ?? '', details });
      const by = { id: actor.id, name: actor.name };
      await store.addLabels(texts.map(text => ({ by, text, decision })));
      return { kind: 'decided', texts: texts.length };
    },
    overview,
    async train(actor) {
      const labels = await store.labels();
      const versions = await store.versions();
      if (versions.some(isTraining)) return 'running';
      if (!isNew(labels, versions[0])) return 'nothingNew';
      return trainings.begin(labels, actor);
    },
    async activate(number, actor) {
      const version = (await store.versions()).find(one => one.number === number);
      if (number !== undefined && !version) return 'absent';
      if (version && version.state.kind !== 'passed') return 'refused';
      if (version && version.contentKey !== contentKey) return 'stale';
      const before = await store.active();
      const action = (number ?? 0) < (before ?? 0) ? 'roll-back-model' : 'activate-model';
      await audit.append({ actor, action, object: String(number ?? 0), details: { before: before ?? 0 } });
      await store.activate(number);
      await model.refresh();
      return 'done';
    },
    async exportPatch(actor) {
      const phrases = taughtPhrases(await store.labels()).filter(({ intent }) => intents.has(intent));
      await audit.append({ actor, action: 'export', object: 'labels', details: { texts: phrases.length } });
      return exportPatch(phrases, contentDir);
    },
    async close() {
      model.close();
      await trainings.close();
    },
  };

  async function overview(): Promise<Overview> {
    const [labels, versions, chosen] = await Promise.all([store.labels(), store.versions(), store.active()]);
    const active = model.version();
    const trained = versions.find(({ number }) => number === active)?.labels ?? 0;
    const taught = [...standing(labels).values()].filter(one => one.decision.kind === 'intent');
    return {
      taught: taught.length,
      untrained: taught.filter(({ number }) => number > trained).length,
      active,
      stale: chosen === active ? undefined : chosen,
      versions,
    };
  }

  /** Of the store, not of the page: only what was redacted and kept can be taught. */
  async function textOf(id: ActivityId): Promise<string[]> {
    const { conversation, sequence } = placeOf(id);
    const known = ConversationId.safeParse(conversation);
    if (!known.success || !Number.isInteger(sequence)) return [];
    const [message] = await conversations.messages(known.data, sequence - 1);
    return message?.id === id && message.from === 'user' && message.text.length <= 300 ? [message.text] : [];
  }

  /** The same labels and the same content would train the same model again. */
  function isNew(labels: readonly Label[], newest: ModelVersion | undefined): boolean {
    if (!newest || newest.state.kind === 'failed' || newest.contentKey !== contentKey) {
      return taughtPhrases(labels).length > 0;
    }
    return labels.slice(newest.labels).some(({ decision }) => decision.kind !== 'skip');
  }
}
