import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openReadMarkFile } from '../../src/console/read-marks/read-mark-file.ts';
import { newsFor } from '../../src/console/read-marks/read-marks.ts';
import { ConsoleUserId } from '../../src/console/users.ts';
import { silentLog } from '../../src/log.ts';
import { conversationId, take } from '../conversations-store/turns.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { call, rini, session, startConsole, temporaryFolder } from './console-server.ts';
import { describeReadMarks } from './read-marks-contract.ts';

const chat = conversationId('dibaca');

describeReadMarks('a journal', async () => {
  const options = { dataDir: await temporaryFolder(), clock: new FakeClock(), log: silentLog };
  return { marks: openReadMarkFile(options), another: () => openReadMarkFile(options) };
});

describe('the file of read marks', () => {
  it('grows by a line a mark, not for what is known already, and is written anew before it holds much of no use', async () => {
    const [dataDir, clock] = [await temporaryFolder(), new FakeClock()];
    const marks = openReadMarkFile({ dataDir, clock, log: silentLog });
    const user = ConsoleUserId.parse('u-rini');
    const lines = async () =>
      (await readFile(join(dataDir, 'console', 'read-marks.jsonl'), 'utf8')).split('\n').length - 1;
    await marks.mark(user, conversationId('lama'), 1);
    for (const messages of [1, 1, 2]) await marks.mark(user, chat, messages);
    expect(await lines()).toBe(3);
    await clock.advance(newsFor + 1);
    for (let messages = 3; messages < 2_010; messages += 1) await marks.mark(user, chat, messages);
    expect(await lines()).toBeLessThan(20);
    expect([...(await marks.of(user, [chat, conversationId('lama')])).keys()]).toEqual([chat]);
  });
});

describe('what is unread', () => {
  it('is what came after somebody joined, until they have read it, at whichever desk; not for their colleague', async () => {
    const { desk, store, other, say } = await opened();
    await say('2026-03-12T01:00:00.000Z');
    expect(await desk.unread()).toBe(undefined);
    await say('2026-03-12T03:00:00.000Z');
    expect([await desk.unread(), await other.unread()]).toEqual([true, true]);
    expect((await desk.read(2)).status).toBe(204);
    expect([await desk.unread(), await (await desk.elsewhere()).unread(), await other.unread()]).toEqual([
      undefined,
      undefined,
      true,
    ]);
    await say('2026-03-12T03:01:00.000Z');
    expect(await desk.unread()).toBe(true);
    expect((await store.load(chat))?.version).toBe(3);
  });

  it('is no more than there is: whoever claims to have read what comes later is told of it all the same', async () => {
    const { desk, say } = await opened();
    await say('2026-03-12T03:00:00.000Z');
    await desk.read(1_000_000);
    expect(await desk.unread()).toBe(undefined);
    await say('2026-03-12T03:01:00.000Z');
    expect(await desk.unread()).toBe(true);
    for (const wrong of [-1, 1.5, 'x', null]) expect((await desk.read(wrong)).status).toBe(422);
  });

  it('is all of a chat that was erased and has begun anew', async () => {
    const { desk, say, store } = await opened();
    await say('2026-03-12T03:00:00.000Z');
    await say('2026-03-12T03:01:00.000Z');
    await desk.read(2);
    const user = (await store.load(chat))?.user;
    if (user) await store.eraseUser(user);
    expect((await desk.read(1)).status).toBe(404);
    await say('2026-03-12T03:02:00.000Z');
    expect(await desk.unread()).toBe(true);
  });

  it('is nothing that has lain still for two weeks', async () => {
    const { desk, say, clock } = await opened();
    await say('2026-03-12T03:00:00.000Z');
    await clock.advance(newsFor + 2 * 60 * 60_000);
    expect(await (await desk.elsewhere()).unread()).toBe(undefined);
  });
});

/** Rini and Dewi joined at 02.00 UTC; each `unread` is what the list says of the one chat. */
async function opened() {
  const console = await startConsole();
  const dewi = 'dewi@contoh.id';
  await console.users.add({ email: dewi, role: 'agent', password: rini.password });
  const as = async (email: string) => {
    const cookie = await session(console, { email });
    return {
      elsewhere: () => as(email),
      read: (read: unknown) => call(`${console.api}/conversations/${chat}/read`, { cookie, body: { read } }),
      unread: async () =>
        (await call(`${console.api}/conversations`, { cookie })).json.conversations[0]?.unread,
    };
  };
  const { store, clock } = console;
  const say = (at: string) => take(store, chat, { at });
  return { store, clock, say, desk: await as(rini.email), other: await as(dewi) };
}
