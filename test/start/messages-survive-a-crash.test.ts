import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openLowdbStore } from '../../src/conversations/lowdb/lowdb-store.ts';
import { silentLog } from '../../src/log.ts';
import { systemClock } from '../../src/time-and-chance.ts';
import { openFakePlatform } from '../channels/fake-platform.ts';
import { telegramSender } from '../channels/flood.ts';
import { startServer } from '../support/server-process.ts';

const people = [1, 2, 3, 4];
const kills = 2;
const texts = ['halo', 'lupa sandi'];

it('a server that is killed around its sends makes each turn once, and repeats at the most what was in the air', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'killed-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  let hanging = false;
  const arrived: { readonly chat: number; readonly text: string }[] = [];
  const platform = await openFakePlatform(async ({ path, body }) => {
    if (path.endsWith('/sendMessage')) arrived.push({ chat: body.chat_id, text: body.text });
    // Taken, but the bot never hears of it.
    if (hanging) await new Promise(() => {});
    return { status: 200, body: { ok: true, result: {} } };
  });
  onTestFinished(() => platform.close());
  const environment = telegramSender.environment(platform.url);

  // Killed with all of it in the inbox, or in its first turns.
  const first = await startServer(dataDir, environment);
  await deliverAll(first.url, 0);
  await first.kill();

  // Killed while the platform has taken something and has not said so.
  hanging = true;
  const second = await startServer(dataDir, environment);
  await deliverAll(second.url, 1);
  await expect
    .poll(() => new Set(arrived.map(({ chat }) => chat)).size, { timeout: 30_000 })
    .toBe(people.length);
  await second.kill();

  hanging = false;
  const third = await startServer(dataDir, environment);
  // The platform was never told that these had arrived.
  await deliverAll(third.url, 1);
  await expect.poll(answered, { timeout: 60_000 }).toBe(true);
  await third.stop();

  const store = await openLowdbStore({ dataDir, clock: systemClock, log: silentLog });
  onTestFinished(() => store.close());
  const { conversations } = await store.list({});
  expect(conversations).toHaveLength(people.length);
  const owed: string[] = [];
  for (const { id } of conversations) {
    const messages = await store.messages(id);
    expect(messages.filter(({ from }) => from === 'user').map(({ text }) => text)).toEqual(texts);
    owed.push(JSON.stringify(messages.filter(({ from }) => from === 'bot').map(({ text }) => text)));
  }
  // Everything arrived in order; what stands there twice was in the air when the server was killed, once each time.
  expect(people.map(person => JSON.stringify(withoutRepetitions(seenBy(person)))).sort()).toEqual(
    owed.sort(),
  );
  for (const person of people) {
    const seen = seenBy(person);
    expect(seen.length - withoutRepetitions(seen).length).toBeLessThanOrEqual(kills);
  }
  expect(await store.outbox.backlog()).toEqual([]);

  /** The second text has been answered on every phone. */
  function answered(): boolean {
    return people.every(person => seenBy(person).some(text => text.startsWith('Ada dua cara')));
  }

  function seenBy(person: number): string[] {
    return arrived.filter(({ chat }) => chat === 5_000_000_000 + person).map(({ text }) => text);
  }
});

function withoutRepetitions(all: readonly string[]): string[] {
  return all.filter((text, index) => text !== all[index - 1]);
}

async function deliverAll(url: string, number: number): Promise<void> {
  for (const person of people) {
    const { path, headers, body } = await telegramSender.delivery('', person, number, texts[number] ?? '');
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body,
    });
    expect(answer.status).toBe(200);
  }
}
