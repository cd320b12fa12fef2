import type { BotChoice, BotText } from '../../content/bot-dialog.ts';

/** What the API answers of the bot's own content, in types only. */

export interface PresentedDialog {
  readonly name: string;
  /** What its editor says of it. */
  readonly about: string;
  readonly steps: readonly PresentedBotStep[];
}

export interface PresentedBotStep {
  readonly name: string;
  readonly texts: readonly BotText[];
  readonly choices: readonly BotChoice[];
  readonly chats: readonly string[];
  /** Conversations that reached it within the last 28 days. */
  readonly reached: number;
  /** Of these, left here with the question open. */
  readonly left: number;
}

export interface PresentedDialogs {
  /** E.g. `2026-03-12`, both inclusive, of the counts. */
  readonly from: string;
  readonly to: string;
  readonly dialogs: readonly PresentedDialog[];
}

export interface PresentedBotIntent {
  readonly name: string;
  readonly title: string;
  /** Dialog that it opens. */
  readonly opens?: string | undefined;
  readonly examples: readonly string[];
  readonly tests: readonly string[];
}

/** How the model that answers takes a sentence that it was never taught. */
export interface PresentedTest {
  readonly text: string;
  readonly taken: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly passed: boolean;
}
