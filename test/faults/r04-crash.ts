import type { ConversationId } from '../../src/ids.ts';
import type { AssistantProcess } from './assistant-process.ts';
import type { StartOrder } from './children/start-order.ts';
import { type CrashPoint, crashPoints } from './crash-points.ts';
import type { Ground } from './ground.ts';
import { effectsOf } from './institution-effects.ts';
import type { Figure, Scenario } from './scenario.ts';
import { count, pause } from './support/lanes.ts';
import { createPeopleWaiting } from './support/people-waiting.ts';
import { type Guest, openRoom } from './support/room.ts';

/** `KILLS=1800` for 200 at each point. */
const manyKills = Number(process.env.KILLS ?? 198);
/** However many: after this they are enough. */
const mostMinutes = Number(process.env.KILL_MINUTES ?? Number.POSITIVE_INFINITY);
/** With the most to lose; the others in the long form. */
const shortPoints: readonly CrashPoint[] = ['after-account-call'];

/** `kill -9` at every point of a turn, while other chats are in the middle of theirs. */
export const crash: Scenario = {
  id: 'R4',
  title: 'crash: kill -9 at every named point of a turn, others in flight',
  async run(ground, size, progress) {
    const points = size === 'long' ? crashPoints : shortPoints;
    const kills = size === 'long' ? manyKills : points.length;
    const crowd = await openCrowd(ground, kills);
    const end = performance.now() + mostMinutes * 60_000;
    let tried = 0;
    let killed = 0;
    for (const kill of count(kills)) {
      if (performance.now() > end) break;
      tried += 1;
      const point = points[kill % points.length] ?? 'accepted';
      progress(`kill -9 ke-${kill + 1} dari ${kills}: ${point}`, kill / kills);
      if (await crowd.killAt(point, 1 + (Math.floor(kill / points.length) % 6))) killed += 1;
    }
    progress('semua menyelesaikan percakapannya', 0.99);
    return [
      { what: 'kills', value: tried },
      { what: 'of these not at the point', value: tried - killed, bar: { is: 0 } },
      ...(await crowd.judge()),
    ];
  },
};

const seats = 12;
const smallTalk = ['gk bisa login', 'pandu saya di aplikasi', 'batal', 'akun terkunci'];
/** In milliseconds: so long is waited for a turn that comes by the point. */
const patience = 60_000;

/**
 * Nobody leaves because a process was killed: the messages in flight go on in the next process, which is killed as well. Files: it
 * starts where the last one was killed. A database: one process is killed again and again, and everybody goes on with the other one
 * until the next victim is there.
 */
async function openCrowd(ground: Ground, kills: number) {
  const people = await createPeopleWaiting(ground);
  let url: string | undefined;
  await ground.startAccountService(() => url);
  const survivor = ground.adapter === 'postgresql' ? await ground.startProcess() : undefined;
  let starts = kills + (survivor ? 0 : 1);
  let spare = ground.warmUp();
  const room = openRoom(seats, survivor?.url ?? 'http://127.0.0.1:9', (seat, guest) =>
    isReset(seat) ? resetOf(guest) : smallTalk,
  );

  return { killAt, judge };

  /** Did it die there? */
  async function killAt(at: CrashPoint, after: number): Promise<boolean> {
    const isTimer = at === 'timer-claimed';
    if (isTimer && !survivor) await people.join(seats / 2);
    const victim = await startNext({ crash: { at, after: isTimer && survivor ? 1 : after } });
    const dead = Promise.race([victim.ended, pause(patience)]);
    if (isTimer && survivor) await dueUntil(dead);
    const ended = await dead;
    await victim.kill();
    if (survivor) speakTo(survivor.url);
    return ended === 'SIGKILL';
  }

  /** Two processes share what is due: more comes until the victim has got hold of something, too. */
  async function dueUntil(dead: Promise<unknown>): Promise<void> {
    let over = false;
    void dead.then(() => {
      over = true;
    });
    while (!over) {
      await people.join(seats);
      await Promise.race([dead, pause(2_000)]);
    }
  }

  async function judge(): Promise<readonly Figure[]> {
    const last = survivor ?? (await startNext());
    const figures = await room.empty();
    const resets = room.left.filter(({ seat }) => isReset(seat));
    const promised = resets.filter(isPromisedCode);
    const { none } = await effectsOf(ground.dataDir, idsOf(promised));
    const { several } = await effectsOf(ground.dataDir, idsOf(resets));
    return [
      ...figures,
      { what: 'told to try again later', value: resets.length - promised.length },
      { what: 'resets begun', value: promised.length },
      { what: 'of these none at the account service', value: none, bar: { is: 0 } },
      { what: 'of these several at the account service', value: several, bar: { is: 0 } },
      ...(await people.judge(last)),
    ];
  }

  async function startNext(order?: StartOrder): Promise<AssistantProcess> {
    const starting = spare.start(order);
    starts -= 1;
    if (starts > 0) spare = ground.warmUp();
    const started = await starting;
    speakTo(started.url);
    return started;
  }

  function speakTo(address: string): void {
    url = address;
    room.moveTo(address);
  }
}

function idsOf(guests: readonly Guest[]): readonly ConversationId[] {
  return guests.map(({ conversation }) => conversation);
}

/** Was given the page that takes the code; on an overloaded machine some are told to try again later instead. */
function isPromisedCode({ history }: Guest): boolean {
  return history.some(({ attachments }) => attachments.length > 0);
}

function isReset(seat: number): boolean {
  return seat % 2 === 0;
}

/** Everybody with a NIK and a card of their own: the account service counts codes by NIK. */
function resetOf(number: number): readonly string[] {
  const nik = `329901150390${String(number % 10_000).padStart(4, '0')}`;
  const kpj = `99${String(number).padStart(9, '0')}`;
  return ['lupa sandi jmo', 'bantu dari sini', 'setuju', nik, kpj, 'sms'];
}
