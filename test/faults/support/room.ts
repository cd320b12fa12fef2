import type { ConversationId } from '../../../src/ids.ts';
import type { Figure } from '../scenario.ts';
import type { Said } from './chatter.ts';
import { count } from './lanes.ts';
import { judgedWithScreens, type Seen, Speaker } from './speaker.ts';

export interface Room {
  /** Everybody speaks to this process from now on. */
  moveTo(url: string): void;
  /** Nobody comes any more; resolves when the last one has said everything and looked at it. */
  empty(): Promise<readonly Figure[]>;
  /** Of those of a kind who have said everything. */
  readonly left: readonly Guest[];
}

export interface Guest {
  readonly conversation: ConversationId;
  readonly seat: number;
  readonly history: readonly Said[];
}

/** In milliseconds: processes may be killed many times before somebody is answered. */
const patience = 300_000;
/** In milliseconds, at most, before a message: they are there to be in the middle of a turn, not to keep the machine from its work. */
const pauses = 200;

/**
 * Visitors who come and go for as long as the room is open, so that some are always in the middle of a turn. Who has said
 * everything looks at the chat and at the screen, and another one takes the seat.
 *
 * @param texts what the `guest`-th visitor says, who sits at that seat
 */
export function openRoom(
  seats: number,
  firstUrl: string,
  texts: (seat: number, guest: number) => readonly string[],
): Room {
  let url = firstUrl;
  let open = true;
  let guests = 0;
  const seated = new Map<number, Speaker>();
  const seen: Seen[] = [];
  const left: Guest[] = [];
  const emptied = Promise.all(count(seats).map(keepTaken));
  // Whoever empties the room hears of it.
  emptied.catch(() => {});

  return {
    left,
    moveTo(next) {
      url = next;
      for (const { chatter } of seated.values()) chatter.url = next;
    },
    async empty() {
      open = false;
      await emptied;
      return judgedWithScreens(seen);
    },
  };

  async function keepTaken(seat: number): Promise<void> {
    while (open) {
      const speaker = new Speaker(url, { texts: texts(seat, guests++), patience, pauses });
      seated.set(seat, speaker);
      await speaker.begin();
      await speaker.sayAll();
      const looked = await speaker.look();
      seen.push(looked);
      left.push({ conversation: speaker.chatter.conversation, seat, history: looked.history });
    }
  }
}
