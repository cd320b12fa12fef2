import { describe, expect, it } from 'vitest';
import type { InboundMessage } from '../../src/bot/inbound-message.ts';
import { startWakeUpCalls } from '../../src/bot/wake-up-calls.ts';
import type { ConversationStore } from '../../src/conversations/conversation-store.ts';
import { Failure } from '../../src/failure.ts';
import { silentLog } from '../../src/log.ts';
import { aUser, conversationId, take } from '../conversations-store/turns.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { createMemoryStore } from '../support/memory-store.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** A store in which every conversation waits for one timer, and calls that note what they deliver. */
async function opened(dueIn: readonly number[]) {
  const clock = new FakeClock();
  const store = createMemoryStore();
  let loads = 0;
  const counting: ConversationStore = {
    ...store,
    load(id) {
      loads += 1;
      return store.load(id);
    },
  };
  for (const [index, milliseconds] of dueIn.entries()) {
    const dueAt = new Date(clock.now() + milliseconds).toISOString();
    const timers = [{ id: `timer-${index}`, name: 'ingat', dueAt }];
    await take(store, conversationId(`chat-${index}`), { conversation: { timers } });
  }
  const delivered: InboundMessage[] = [];
  const start = () =>
    startWakeUpCalls({
      store: counting,
      clock,
      log: silentLog,
      async receive(inbound) {
        delivered.push(inbound);
        return { kind: 'done', firstSequence: 1, lastSequence: 0 };
      },
    });
  const keys = () => delivered.map(({ dedupeKey }) => String(dedupeKey));
  return { clock, store, start, keys, loads: () => loads };
}

describe('wake-up calls', () => {
  it('deliver each timer at its time, in order', async () => {
    const { clock, start, keys } = await opened([30 * minute, 10 * minute, 20 * minute]);
    const calls = await start();
    await clock.advance(10 * minute - 1);
    await calls.idle();
    expect(keys()).toEqual([]);
    await clock.advance(1);
    await calls.idle();
    expect(keys()).toEqual(['timer-1']);
    await clock.advance(20 * minute);
    await calls.idle();
    expect(keys()).toEqual(['timer-1', 'timer-2', 'timer-0']);
    calls.stop();
  });

  it('arm 10,000 pending follow-ups at start without reading a conversation, and deliver each once', async () => {
    const { clock, start, keys, loads } = await opened(
      Array.from({ length: 10_000 }, (_, n) => n * 10 + day),
    );
    const calls = await start();
    expect(loads()).toBe(0);
    await clock.advance(day + 50_000);
    await calls.idle();
    expect(keys()).toHaveLength(5_001);
    await clock.advance(day);
    await calls.idle();
    expect(new Set(keys()).size).toBe(10_000);
    expect(keys()).toHaveLength(10_000);
    calls.stop();
  });

  it('notice within a minute that the clock was set forwards', async () => {
    const { clock, start, keys } = await opened([7 * day]);
    const calls = await start();
    clock.jump(7 * day);
    await clock.advance(minute);
    await calls.idle();
    expect(keys()).toEqual(['timer-0']);
    calls.stop();
  });

  it('do not come early when the clock was set backwards', async () => {
    const { clock, start, keys } = await opened([10 * minute]);
    const calls = await start();
    clock.jump(-day);
    await clock.advance(day);
    await calls.idle();
    expect(keys()).toEqual([]);
    await clock.advance(10 * minute);
    await calls.idle();
    expect(keys()).toEqual(['timer-0']);
    calls.stop();
  });

  it('pass over what was cancelled or replaced in the meantime', async () => {
    const { clock, start, keys } = await opened([minute, minute, minute]);
    const calls = await start();
    const later = { id: 'later', name: 'ingat', dueAt: new Date(clock.now() + 2 * day).toISOString() };
    calls.arm({ id: conversationId('chat-0'), timers: [] });
    calls.arm({ id: conversationId('chat-1'), timers: [later] });
    await clock.advance(day);
    await calls.idle();
    expect(keys()).toEqual(['timer-2']);
    calls.stop();
  });

  it('have nobody to wake once the user was erased', async () => {
    const { clock, store, start, keys } = await opened([minute]);
    const calls = await start();
    expect(await store.eraseUser(aUser)).toBe(1);
    await clock.advance(day);
    await calls.idle();
    expect(keys()).toEqual([]);
    calls.stop();
  });

  it('bring at once what waits for an incident that is over, also when its turn ends after it, and only that', async () => {
    const { clock, start, keys } = await opened([day, day, day]);
    const calls = await start();
    const dueAt = new Date(clock.now() + day).toISOString();
    const waitFor = (chat: string, incident: string) =>
      calls.arm({
        id: conversationId(chat),
        timers: [{ id: chat, name: 'ingat', dueAt, payload: { incident } }],
      });
    calls.incidentChanged({ id: 'first' });
    waitFor('chat-0', 'first');
    calls.incidentChanged({ id: 'second' });
    waitFor('chat-1', 'first');
    waitFor('chat-2', 'second');
    await clock.advance(0);
    await calls.idle();
    expect(keys().toSorted()).toEqual(['chat-0', 'chat-1']);
    calls.stop();
  });

  it('try again a minute later when a delivery failed', async () => {
    const { clock, store } = await opened([minute]);
    let attempts = 0;
    const calls = await startWakeUpCalls({
      store,
      clock,
      log: silentLog,
      async receive() {
        attempts += 1;
        throw new Error('no space left');
      },
    });
    await clock.advance(minute);
    await calls.idle();
    expect(attempts).toBe(1);
    await clock.advance(minute);
    await calls.idle();
    expect(attempts).toBe(2);
    calls.stop();
  });

  it('let a conversation be that is damaged: no later attempt could read it', async () => {
    const { clock, store } = await opened([minute]);
    let loads = 0;
    const damaged: ConversationStore = {
      ...store,
      async load() {
        loads += 1;
        throw new Failure('document-damaged', 'Its document is damaged', 'Put it back from a backup.');
      },
    };
    const receive = () => Promise.reject(new Error('nothing can be received'));
    const calls = await startWakeUpCalls({ store: damaged, clock, log: silentLog, receive });
    await clock.advance(10 * minute);
    await calls.idle();
    expect(loads).toBe(1);
    calls.stop();
  });
});
