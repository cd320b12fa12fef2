import type { Figure } from '../scenario.ts';
import { Chatter } from './chatter.ts';
import { judged, type Sent } from './judge.ts';
import { pause } from './lanes.ts';
import { Screen } from './screen.ts';

export interface Speech {
  /** What is said, in this order. */
  readonly texts: readonly string[];
  /** In milliseconds: the longest pause before a message. */
  readonly pauses?: number;
  /** In milliseconds: after so long somebody gives up, and the scenario fails; so long is also waited for the screen. */
  readonly patience?: number;
}

/** What became of what one visitor said, in the chat and on the screen. */
export interface Seen extends Sent {
  /** How many messages appeared more than once. */
  readonly twice: number;
  /** How many never appeared. */
  readonly unseen: number;
}

/** A visitor who speaks whatever happens: what is not accepted is sent again with the same id. */
export class Speaker {
  readonly chatter: Chatter;
  screen: Screen | undefined;
  readonly #speech: Speech;

  constructor(url: string, speech: Speech) {
    this.chatter = new Chatter(url);
    this.#speech = speech;
  }

  async begin(): Promise<void> {
    await beginSomehow(this.chatter, this.#speech.patience);
    this.screen = await Screen.open(this.chatter);
  }

  async sayAll(): Promise<void> {
    const { texts, pauses = 20, patience } = this.#speech;
    for (const [index, text] of texts.entries()) {
      await pause(Math.random() * pauses);
      await this.chatter.postUntilAccepted(text, idOf(index), patience);
    }
  }

  /** Once all was said; the screen is closed then. */
  async look(): Promise<Seen> {
    const history = await this.chatter.historySomehow(this.#speech.patience);
    const shownIds = () => this.screen?.shown ?? [];
    await until(() => shownIds().length >= history.length, this.#speech.patience);
    this.screen?.close();
    const shown = new Set(shownIds());
    return {
      ids: this.#speech.texts.map((_, index) => idOf(index)),
      history,
      twice: shownIds().length - shown.size,
      unseen: history.filter(({ id }) => !shown.has(id)).length,
    };
  }
}

/** P1 to P3 in the chats, and what was on the screens. */
export function judgedWithScreens(all: readonly Seen[]): readonly Figure[] {
  const sum = (of: 'twice' | 'unseen') => all.reduce((total, seen) => total + seen[of], 0);
  return [
    ...judged(all),
    { what: 'twice on a screen', value: sum('twice'), bar: { is: 0 } },
    { what: 'never on the screen', value: sum('unseen'), bar: { is: 0 } },
  ];
}

/** Also while the process is away or too busy. */
export async function beginSomehow(chatter: Chatter, givesUpAfter = 60_000): Promise<void> {
  const end = performance.now() + givesUpAfter;
  for (;;) {
    try {
      await chatter.begin();
      return;
    } catch (error) {
      if (performance.now() > end) throw error;
      await pause(200);
    }
  }
}

/** Waits, in real time, for what must come; whoever asks counts what is there afterwards. */
export async function until(condition: () => boolean, milliseconds = 15_000): Promise<void> {
  for (let waited = 0; waited < milliseconds && !condition(); waited += 20) await pause(20);
}

function idOf(index: number): string {
  return `pesan-${index}`;
}
