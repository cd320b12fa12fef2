import {
  ActivityHandler,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConversationState,
  MemoryStorage,
  type StatePropertyAccessor,
  type TurnContext,
} from 'botbuilder';
import { DialogSet, type DialogState, TextPrompt, WaterfallDialog } from 'botbuilder-dialogs';
import type { Contender } from '../../../../src/understanding/measuring/contender.ts';
import { trainNlpJs } from '../../../../src/understanding/measuring/nlpjs.ts';
import { ownTask } from '../../../../src/understanding/measuring/tasks.ts';
import { serveBot } from './serve-bot.ts';

/**
 * The usual stack: CloudAdapter, restify, nlp.js trained on our own phrases, a WaterfallDialog, MemoryStorage. Nothing
 * survives a restart. nlp.js is used without the extractors that the package `node-nlp` adds, so it is rather faster here.
 */
class TutorialBot extends ActivityHandler {
  readonly #nlp: Contender;
  readonly #state: ConversationState;
  readonly #dialogs: DialogSet;

  constructor(nlp: Contender, state: ConversationState, position: StatePropertyAccessor<DialogState>) {
    super();
    this.#nlp = nlp;
    this.#state = state;
    this.#dialogs = new DialogSet(position).add(new TextPrompt('text')).add(help);
    this.onMessage(async (context, next) => {
      await this.#answer(context);
      await next();
    });
  }

  async #answer(context: TurnContext): Promise<void> {
    const { intent } = await this.#nlp.classify(context.activity.text);
    const dialog = await this.#dialogs.createContext(context);
    await dialog.continueDialog();
    if (!context.responded) await dialog.beginDialog(help.id, { intent });
    await this.#state.saveChanges(context);
  }
}

const help = new WaterfallDialog<{ intent: string }>('help', [
  step => step.prompt('text', `Sepertinya ini soal ${step.options.intent}. Sudah bisa masuk?`),
  async step => {
    await step.context.sendActivity('Terima kasih sudah menghubungi kami.');
    return step.endDialog();
  },
]);

const state = new ConversationState(new MemoryStorage());
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
await serveBot(
  adapter,
  new TutorialBot(await trainNlpJs(ownTask('.').task), state, state.createProperty('dialogs')),
);
