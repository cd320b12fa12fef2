import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { createPasswords } from '../../src/console/passwords.ts';
import type { PresentedPrivacy } from '../../src/console/privacy/presented.ts';
import { PrivacyRequest } from '../../src/console/privacy/privacy-request.ts';
import { recordRequestsInChat } from '../../src/console/privacy/requests-in-chat.ts';
import { openConsoleUsers } from '../../src/console/user-file.ts';
import { ConversationId, UserId } from '../../src/ids.ts';
import { openFileShelf } from '../../src/storage/file-shelf.ts';
import { secureRandom as random } from '../../src/time-and-chance.ts';
import { openAssistant } from '../support/assistant.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { Visitor } from '../support/visitor.ts';
import { call, rini, session } from './console-server.ts';

let failing = false;
afterEach(() => {
  failing = false;
});

describe('what is to be erased because it was asked for in the chat', () => {
  it('stands among the requests as done by the bot, without anybody having recorded it', async () => {
    const { visitor, requests } = await opened();
    await visitor.say('lupa sandi');
    await askToErase(visitor);
    const [request, ...others] = (await requests()).requests;
    expect(others).toEqual([]);
    expect(request).toMatchObject({
      kind: 'erase',
      askedAt: '2026-03-12T02:00:00.000Z',
      dueAt: '2026-03-15T02:00:00.000Z',
      done: { at: '2026-03-12T02:00:00.000Z', conversations: 1 },
    });
    expect(JSON.stringify(request)).not.toContain(visitor.conversation);
    expect(request).not.toHaveProperty('recordedBy');
    expect(request?.done).not.toHaveProperty('by');
  });

  it('stands there as open while it cannot be done, once, and as done when the bot has done it', async () => {
    const { visitor, requests, clock, drained } = await opened();
    failing = true;
    await askToErase(visitor);
    await askToErase(visitor);
    const waiting = await requests();
    expect(waiting.requests).toHaveLength(1);
    expect(waiting.requests[0]).toMatchObject({ conversation: visitor.conversation });
    expect(waiting.requests[0]).not.toHaveProperty('done');
    expect(waiting.waitingInChat).toBeGreaterThan(0);
    failing = false;
    await clock.advance(16 * 60_000);
    await drained();
    const { requests: after, waitingInChat } = await requests();
    expect(after.map(({ done }) => done?.conversations)).toEqual([1]);
    expect(waitingInChat).toBe(0);
  });

  it('stands there as well when it was chosen in the menu of the widget, and what the bot keeps for a day does not', async () => {
    const { visitor, requests, clock, drained } = await opened();
    await visitor.erase();
    expect((await requests()).requests.map(({ done }) => done?.conversations)).toEqual([1]);
    await askToErase(visitor);
    await clock.advance(25 * 60 * 60_000);
    await drained();
    expect((await requests()).requests).toHaveLength(2);
  });

  it('of what is done only the newest is kept, also when many ask at the same time', async () => {
    const clock = new FakeClock();
    const dataDir = await mkdtemp(join(tmpdir(), 'requests-'));
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    const shelf = openFileShelf({ file: join(dataDir, 'requests.json'), item: PrivacyRequest, clock });
    const { asked, done } = recordRequestsInChat({ shelf, clock, random });
    const wave = async (name: string) => {
      await clock.advance(1_000);
      await Promise.all(
        Array.from({ length: 600 }, async (_, n) => {
          const asking = {
            conversation: ConversationId.parse(`percakapan-nomor-${name}-${n}`),
            user: UserId.parse(`visitor-${name}-${n}`),
          };
          await asked(asking);
          await done(asking, 1);
        }),
      );
    };
    await wave('first');
    const between = new Date(clock.now() + 1).toISOString();
    await wave('second');
    const kept = await shelf.all();
    expect(kept.length).toBeGreaterThanOrEqual(500);
    expect(kept.length).toBeLessThan(550);
    expect(kept.filter(({ done, askedAt }) => !done || askedAt < between)).toEqual([]);
  });
});

async function askToErase(visitor: Visitor): Promise<void> {
  await visitor.say('hapus data saya');
  await visitor.say('ya, hapus semuanya');
}

/** Somebody whose data cannot be erased while `failing`, and what an agent is shown of requests. */
async function opened() {
  const clock = new FakeClock();
  const assistant = await openAssistant({
    clock,
    between: {
      store: store => ({
        ...store,
        async eraseUser(user) {
          if (failing) throw new Error('the disk is full');
          return store.eraseUser(user);
        },
      }),
    },
  });
  onTestFinished(assistant.close);
  const passwords = createPasswords(random, 8);
  await openConsoleUsers({ dataDir: assistant.dataDir, clock, random, passwords }).add({
    ...rini,
    role: 'agent',
  });
  const api = `${assistant.url}/console/api`;
  const requests = async (): Promise<PresentedPrivacy> => {
    const cookie = await session({ api });
    return (await call(`${api}/privacy`, { cookie })).json;
  };
  return { clock, drained: assistant.drained, requests, visitor: await Visitor.open(assistant.url) };
}
