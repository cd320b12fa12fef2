import type { ConversationId } from '../../src/ids.ts';
import type { AssistantProcess } from './assistant-process.ts';
import { type CrashPoint, crashPoints } from './crash-points.ts';
import type { Ground } from './ground.ts';
import { effectsOf } from './institution-effects.ts';
import type { Figure, Scenario } from './scenario.ts';
import { count } from './support/lanes.ts';
import { createPeopleWaiting } from './support/people-waiting.ts';
import { startTraffic, summedUp } from './support/traffic.ts';

/** `KILLS=1800` for 200 at each point: some hours. */
const manyKills = Number(process.env.KILLS ?? 198);
/** With the most to lose; the others in the long form. */
const shortPoints: readonly CrashPoint[] = ['after-account-call'];

/** `kill -9` at every point of a turn, while other chats are in the middle of theirs. */
export const crash: Scenario = {
  id: 'R4',
  title: 'crash: kill -9 at every named point of a turn, others in flight',
  async run(ground, size, progress) {
    const points = size === 'long' ? crashPoints : shortPoints;
    const kills = size === 'long' ? manyKills : points.length;
    const crowd = await openCrowd(ground);
    const rounds: (readonly Figure[])[] = [];
    for (const kill of count(kills)) {
      const point = points[kill % points.length] ?? 'accepted';
      progress(`kill -9 ke-${kill + 1} dari ${kills}: ${point}`, kill / kills);
      rounds.push(await crowd.killAt(point, kill));
    }
    progress('kabar yang jatuh tempo', 0.99);
    return [...summedUp(rounds), ...(await crowd.judgeEffects())];
  },
};

const chats = 12;
const smallTalk = ['gk bisa login', 'pandu saya di aplikasi', 'batal', 'akun terkunci'];

/**
 * Files: the next process starts where the last one was killed. A database: one process is killed again and again, and
 * everybody goes on with the other one at once.
 */
async function openCrowd(ground: Ground) {
  const people = await createPeopleWaiting(ground);
  let url: string | undefined;
  await ground.startAccountService(() => url);
  const survivor = ground.adapter === 'postgresql' ? await ground.startProcess() : undefined;
  const resets: ConversationId[] = [];

  return { killAt, judgeEffects };

  async function killAt(at: CrashPoint, kill: number): Promise<readonly Figure[]> {
    if (at === 'timer-claimed') await people.join(2 * chats);
    const resetting = at.includes('account');
    const victim = await start({ crash: { at, after: 1 + (kill % (chats / 2)) } });
    const traffic = startTraffic(victim.url, {
      chats: resetting ? chats / 2 : chats,
      texts: chat => (resetting ? resetOf(kill * chats + chat) : smallTalk),
    });
    const ended = await Promise.race([victim.ended, traffic.said]);
    await victim.kill();
    const next = survivor ?? (await start());
    url = next.url;
    traffic.moveTo(next.url);
    const figures = await traffic.judge();
    if (resetting) resets.push(...traffic.conversations);
    if (next !== survivor) await next.stop();
    return [{ what: 'killed at the point', value: ended === 'SIGKILL' ? 1 : 0 }, ...figures];
  }

  async function judgeEffects(): Promise<readonly Figure[]> {
    const asked = await people.judge(survivor ? async () => survivor : start);
    const { wrong } = await effectsOf(ground.dataDir, resets);
    return [
      { what: 'resets begun', value: resets.length },
      { what: 'of these not exactly one at the account service', value: wrong, bar: { is: 0 } },
      ...asked,
    ];
  }

  async function start(options?: Parameters<Ground['startProcess']>[0]): Promise<AssistantProcess> {
    const started = await ground.startProcess(options);
    url = started.url;
    return started;
  }
}

/** Everybody with a NIK and a card of their own: the account service counts codes by NIK. */
function resetOf(number: number): readonly string[] {
  const nik = `329901150390${String(number % 10_000).padStart(4, '0')}`;
  const kpj = `99${String(number).padStart(9, '0')}`;
  return ['lupa sandi jmo', 'bantu dari sini', 'setuju', nik, kpj, 'sms'];
}
