/** A dialog as its editor wrote it: what is said in which step, in every wording, and what can be answered. */
export interface BotDialog {
  readonly name: string;
  /** The comment at the top of its file. */
  readonly about: string;
  readonly steps: readonly BotStep[];
}

export interface BotStep {
  readonly name: string;
  readonly texts: readonly BotText[];
  readonly choices: readonly BotChoice[];
  /** Titles of the sample chats that come by here; see test/conversations. */
  readonly chats: readonly string[];
}

/** `role`: the key in the file, e.g. `say`, `retry`; what is said outright is `say`. */
export interface BotText {
  readonly role: string;
  readonly bubbles: readonly string[];
}

export interface BotChoice {
  readonly title: string;
  /** Other ways to say it. */
  readonly also: readonly string[];
}
