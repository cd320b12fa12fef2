import { Agent } from 'node:http';
import { type Answered, Chatter } from './chatter.ts';
import { count, inLanes, pause } from './lanes.ts';
import { Screen } from './screen.ts';
import { beginSomehow } from './speaker.ts';

const smallTalk = ['gk bisa login', 'pandu saya di aplikasi', 'batal', 'akun terkunci', 'makasih'];
/** So many messages, then the user has everything erased and begins anew: what is kept stays the same. */
const longestChat = 20;

interface Place {
  chatter: Chatter;
  screen: Screen | undefined;
  said: number;
  busy: boolean;
}

export interface Outcome extends Answered {
  /** `performance.now()` when it was due, whether or not the process was ready for it. */
  readonly dueAt: number;
}

/**
 * A crowd whose messages come at their own pace, however slow the answers are (no coordinated omission).
 *
 * @param kept connections that stay open while nobody needs them
 */
export async function openCrowd(url: string, size: number, { kept = size }: { kept?: number } = {}) {
  // As many connections as there are people: a queue in front of the process would hide what it does.
  const agent = new Agent({ keepAlive: true, maxSockets: size, maxFreeSockets: kept });
  // In the middle of their first chat: otherwise all of them would begin, grow and erase at the same moments for ever.
  const places: Place[] = count(size).map(place => ({
    chatter: new Chatter(url, agent),
    screen: undefined,
    said: place % longestChat,
    busy: false,
  }));
  await inLanes(places, 16, async place => {
    await beginSomehow(place.chatter);
    place.screen = await Screen.open(place.chatter);
  });
  let next = 0;

  return { load, closedLoop, reconnect, close };

  /** So many messages a second for so long; those that nobody was free to say are counted as `unsaid`. */
  async function load(rate: number, milliseconds: number, each: (outcome: Outcome) => void = () => {}) {
    const began = performance.now();
    const flying: Promise<void>[] = [];
    let sent = 0;
    let unsaid = 0;
    for (;;) {
      const now = performance.now() - began;
      if (now >= milliseconds) break;
      for (; sent < (now / 1_000) * rate; sent += 1) {
        const place = takeFree();
        if (!place) unsaid += 1;
        else flying.push(sayAt(place, began + (sent / rate) * 1_000).then(each));
      }
      await pause(5);
    }
    await Promise.all(flying);
    return { sent, unsaid };
  }

  /** How many a second are answered when so many wait for their answer before the next one. */
  async function closedLoop(together: number, milliseconds: number): Promise<number> {
    const end = performance.now() + milliseconds;
    let answered = 0;
    await Promise.all(
      count(together).map(async () => {
        while (performance.now() < end) {
          const place = takeFree();
          if (place && (await sayAt(place, performance.now())).status === 200) answered += 1;
        }
      }),
    );
    return (answered / milliseconds) * 1_000;
  }

  async function sayAt(place: Place, dueAt: number): Promise<Outcome> {
    const text = smallTalk[place.said % smallTalk.length] ?? '';
    const answered = await place.chatter.post(text, `pesan-${place.said}`);
    const milliseconds = performance.now() - dueAt;
    place.said += 1;
    if (place.said > longestChat && answered.status === 200) await beginAgain(place);
    place.busy = false;
    return { ...answered, dueAt, milliseconds };
  }

  async function beginAgain(place: Place): Promise<void> {
    await place.chatter.erase();
    place.screen?.close();
    place.said = 0;
    place.chatter = new Chatter(url, agent);
    await beginAt(place).catch(() => {});
  }

  async function beginAt(place: Place): Promise<void> {
    await place.chatter.begin();
    place.screen = await Screen.open(place.chatter);
  }

  function takeFree(): Place | undefined {
    for (let tried = 0; tried < places.length; tried += 1) {
      const place = places[next++ % places.length];
      if (place && !place.busy) {
        place.busy = true;
        return place;
      }
    }
    return undefined;
  }

  /** This part of all sockets is cut and comes back. */
  function reconnect(part: number): void {
    for (const { screen } of places) if (Math.random() < part) screen?.cut();
  }

  function close(): void {
    for (const { screen } of places) screen?.close();
    agent.destroy();
  }
}
