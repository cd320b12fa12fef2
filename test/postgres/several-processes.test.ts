import { describe, expect, it, onTestFinished } from 'vitest';
import WebSocket from 'ws';
import { createPasswords } from '../../src/console/passwords.ts';
import { createSharedUsers } from '../../src/console/shared-users.ts';
import { createConsoleUsers } from '../../src/console/users.ts';
import { silentLog } from '../../src/log.ts';
import { openDatabase } from '../../src/storage/postgres/database.ts';
import { systemClock as clock, secureRandom as random } from '../../src/time-and-chance.ts';
import { call, rini, session } from '../console/console-server.ts';
import { Visitor } from '../support/visitor.ts';
import { until as surely } from './persistent.ts';
import { openTwo, startTwo } from './two-processes.ts';

/** The texts that arrive at a socket of `url`, and how often somebody was writing. */
async function listen(url: string, visitor: Visitor) {
  const response = await fetch(`${url}/v3/directline/conversations/${visitor.conversation}`, {
    headers: { Authorization: `Bearer ${visitor.token}` },
  });
  const { streamUrl } = (await response.json()) as { streamUrl: string };
  const socket = new WebSocket(streamUrl);
  onTestFinished(() => socket.terminate());
  const heard = { texts: [] as string[], typing: 0 };
  socket.on('message', data => {
    const frame = String(data);
    if (frame === '') return;
    for (const { type, text } of JSON.parse(frame).activities) {
      if (type === 'message') heard.texts.push(text);
      if (type === 'typing') heard.typing += 1;
    }
  });
  await new Promise(resolve => socket.once('open', resolve));
  return heard;
}

/** Answers what an agent's page asks of a chat at `url`. */
async function logInAgent(databaseUrl: string, url: string) {
  const database = openDatabase({ url: databaseUrl, log: silentLog });
  onTestFinished(() => database.close());
  const passwords = createPasswords(random, 8);
  const users = createConsoleUsers(createSharedUsers(database), { clock, random, passwords });
  await users.add({ ...rini, role: 'agent' });
  const api = `${url}/console/api`;
  const cookie = await session({ api });
  return ({ conversation }: Visitor, path: string, body: object) =>
    call(`${api}/conversations/${conversation}/${path}`, { cookie, body });
}

async function until(condition: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 500 && !condition(); attempt += 1) {
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

describe('two processes on one database', () => {
  it('show on the socket of one what was said to the other, in order and once', async () => {
    const [first, second] = await openTwo();
    const visitor = await Visitor.open(first.url);
    const view = await listen(first.url, visitor);
    const elsewhere = visitor.through(second.url);
    await elsewhere.say('gk bisa login min');
    await visitor.say('akun terkunci');
    await elsewhere.say('makasih');
    const history = await visitor.history();
    await until(() => view.texts.length >= history.length);
    expect(view.texts).toEqual(history);
  });

  it('answer messages that arrive at both at once one after the other, and lose none', async () => {
    const processes = await openTwo();
    const visitor = await Visitor.open(processes[0].url);
    const texts = Array.from({ length: 10 }, (_, index) => `pesan nomor ${index}`);
    await Promise.all(
      texts.map((text, index) => visitor.through(processes[index % 2]?.url ?? '').say(text, `id-${index}`)),
    );
    const history = await visitor.history();
    for (const text of texts) expect(history.filter(said => said === text)).toHaveLength(1);
    expect(await processes[1].store.verify()).toEqual({ checked: 1, damaged: [] });
  });

  it('answer a message once that is sent to both at the same moment', async () => {
    const [first, second] = await openTwo();
    const visitor = await Visitor.open(first.url);
    await Promise.all(
      [first, second, first, second].map(({ url }) => visitor.through(url).say('lupa sandi', 'same')),
    );
    expect((await visitor.history()).filter(said => said === 'lupa sandi')).toHaveLength(1);
  });

  it('tell one another who writes: the visitor to the agent, the agent to the visitor', async () => {
    const { first, second, databaseUrl, close } = await startTwo();
    onTestFinished(close);
    const agent = await logInAgent(databaseUrl, second.url);
    const visitor = await Visitor.open(first.url);
    const view = await listen(first.url, visitor);
    const watch = (typing: boolean) => agent(visitor, 'watch', { version: 0, after: 0, typing });
    await agent(visitor, 'takeover', {});
    await surely(async () => {
      await visitor.writes();
      return (await watch(false)).json.visitorTyping;
    }, 'the agent sees that the visitor writes');
    const before = view.typing;
    await surely(async () => {
      await watch(true);
      return view.typing > before;
    }, 'the visitor sees that the agent writes');
    expect(view.texts).toEqual(await visitor.history());
  });

  it('let the visitor go on with the other one when theirs has ended', async () => {
    const [first, second] = await openTwo();
    const visitor = await Visitor.open(second.url);
    await visitor.say('lupa sandi');
    await second.close();
    const replies = await visitor.through(first.url).say('pandu saya di aplikasi');
    expect(replies.length).toBeGreaterThan(0);
  });
});
