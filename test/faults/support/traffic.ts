import type { ConversationId } from '../../../src/ids.ts';
import type { Figure } from '../scenario.ts';
import { count } from './lanes.ts';
import type { Screen } from './screen.ts';
import { judgedWithScreens, type Seen, Speaker, type Speech } from './speaker.ts';

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

interface Options extends Omit<Speech, 'texts'> {
  readonly chats: number;
  /** What each of them says, in this order. */
  readonly texts: (chat: number) => readonly string[];
}

/** Visitors who speak whatever happens: what is not accepted is sent again with the same id. */
export function startTraffic(
  urls: string | readonly string[],
  { chats, texts, ...manner }: Options,
): Traffic {
  const all = [urls].flat();
  const speakers = count(chats).map(
    index => new Speaker(all[index % all.length] ?? '', { texts: texts(index), ...manner }),
  );
  const beginnings = speakers.map(speaker => speaker.begin());
  const begun = Promise.all(beginnings).then(() => {});
  const said = Promise.all(
    speakers.map(async (speaker, index) => {
      await beginnings[index];
      await speaker.sayAll();
    }),
  ).then(() => {});
  // Who did not even begin is heard of there.
  begun.catch(() => {});

  return {
    begun,
    said,
    moveTo(next, from) {
      for (const { chatter } of speakers) if (from === undefined || chatter.url === from) chatter.url = next;
    },
    get screens() {
      return speakers.flatMap(({ screen }) => screen ?? []);
    },
    get conversations() {
      return speakers.map(({ chatter }) => chatter.conversation);
    },
    async judge() {
      await said;
      const seen: Seen[] = [];
      for (const speaker of speakers) seen.push(await speaker.look());
      return judgedWithScreens(seen);
    },
  };
}
