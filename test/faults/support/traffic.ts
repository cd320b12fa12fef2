import type { ConversationId } from '../../../src/ids.ts';
import type { Figure } from '../scenario.ts';
import { Chatter } from './chatter.ts';
import { judged, type Sent } from './judge.ts';
import { count, pause } from './lanes.ts';
import { Screen } from './screen.ts';

export interface Traffic {
  /** Resolves when everybody's chat is open. */
  readonly begun: Promise<void>;
  /** Resolves when every message was accepted. */
  readonly said: Promise<void>;
  /** Everybody (who spoke to `from`) speaks to this process from now on. */
  moveTo(url: string, from?: string): void;
  readonly screens: readonly Screen[];
  /** Once they have begun. */
  readonly conversations: readonly ConversationId[];
  /** What became of it, in the chats and on the screens, once all was said. */
  judge(): Promise<readonly Figure[]>;
}

interface Options {
  readonly chats: number;
  /** What each of them says, in this order. */
  readonly texts: (chat: number) => readonly string[];
  /** In milliseconds: the longest pause before a message. */
  readonly pauses?: number;
  /** In milliseconds: after so long somebody gives up, and the scenario fails. */
  readonly patience?: number;
}

interface Speaker {
  readonly chatter: Chatter;
  readonly texts: readonly string[];
  screen: Screen | undefined;
}

/** Visitors who speak whatever happens: what is not accepted is sent again with the same id. */
export function startTraffic(
  urls: string | readonly string[],
  { chats, texts, pauses = 20, patience }: Options,
): Traffic {
  const all = [urls].flat();
  const visitors: Speaker[] = count(chats).map(index => ({
    chatter: new Chatter(all[index % all.length] ?? ''),
    texts: texts(index),
    screen: undefined,
  }));
  let tellBegun = () => {};
  let missing = chats;
  const begun = new Promise<void>(resolve => {
    tellBegun = resolve;
  });
  const said = Promise.all(visitors.map(speak)).then(() => {});

  async function speak(visitor: Speaker): Promise<void> {
    await beginSomehow(visitor.chatter);
    visitor.screen = await Screen.open(visitor.chatter);
    missing -= 1;
    if (missing === 0) tellBegun();
    for (const [index, text] of visitor.texts.entries()) {
      await pause(Math.random() * pauses);
      await visitor.chatter.postUntilAccepted(text, idOf(index), patience);
    }
  }

  return {
    begun,
    said,
    moveTo(next, from) {
      for (const { chatter } of visitors) if (from === undefined || chatter.url === from) chatter.url = next;
    },
    get screens() {
      return visitors.flatMap(({ screen }) => screen ?? []);
    },
    get conversations() {
      return visitors.map(({ chatter }) => chatter.conversation);
    },
    async judge() {
      await said;
      const sent: Sent[] = [];
      let twice = 0;
      let unseen = 0;
      for (const visitor of visitors) {
        const history = await visitor.chatter.history();
        sent.push({ ids: visitor.texts.map((_, index) => idOf(index)), history });
        const shownIds = () => visitor.screen?.shown ?? [];
        await until(() => shownIds().length >= history.length);
        const shown = new Set(shownIds());
        twice += shownIds().length - shown.size;
        unseen += history.filter(({ id }) => !shown.has(id)).length;
        visitor.screen?.close();
      }
      return [
        ...judged(sent),
        { what: 'twice on a screen', value: twice, bar: { is: 0 } },
        { what: 'never on the screen', value: unseen, bar: { is: 0 } },
      ];
    },
  };
}

/** Also while the process is away or too busy. */
export async function beginSomehow(chatter: Chatter): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await chatter.begin();
      return;
    } catch (error) {
      if (attempt === 100) throw error;
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

/** Figures of several rounds as one: counts are added up. */
export function summedUp(rounds: readonly (readonly Figure[])[]): Figure[] {
  const sums = new Map<string, Figure>();
  for (const figure of rounds.flat()) {
    const before = sums.get(figure.what);
    sums.set(figure.what, { ...figure, value: (before?.value ?? 0) + figure.value });
  }
  return [...sums.values()];
}
