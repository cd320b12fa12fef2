import { describe, expect, it } from 'vitest';
import type { CannedReply } from '../../../src/content/canned-replies.ts';
import type { OfficeHours } from '../../../src/content/office-hours.ts';
import { noNotes } from '../../../src/conversations/case-notes.ts';
import { createTyping, writesFor } from '../../../src/conversations/typing.ts';
import { TicketId } from '../../../src/ids.ts';
import { conversationId, take } from '../../conversations-store/turns.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { call, openStore, rini, session, startConsole, temporaryFolder } from '../console-server.ts';

const chat = conversationId('yang menunggu');
const later = conversationId('yang menunggu belakangan');

describe('the queue', () => {
  it('has who waits longest first, with what it is about, what people hold, and whether somebody is at the desk', async () => {
    const { agent, store, clock } = await opened();
    await take(store, later, {
      at: '2026-03-12T02:05:00.000Z',
      conversation: { holder: 'waiting', notes: { ...noNotes, personWantedAt: '2026-03-12T01:59:00.000Z' } },
      says: ['tolong'],
    });
    const held = conversationId('yang dipegang');
    await take(store, held, { conversation: { holder: 'person', agent: { id: 'u9', name: 'Sari' } } });
    await take(store, conversationId('milik bot'));
    const { json } = await agent.get('queue');
    expect(json.now).toBe(new Date(clock.now()).toISOString());
    expect(json.hours).toEqual({ kind: 'open', closes: '17.00 WIB' });
    expect(
      json.waiting.map(({ conversation }: Case) => [conversation.id, conversation.waitingSince]),
    ).toEqual([
      [later, '2026-03-12T01:59:00.000Z'],
      [chat, '2026-03-12T02:00:00.000Z'],
    ]);
    expect(json.waiting[0].summary).toContainEqual({ name: 'Kata pengguna', value: 'tolong' });
    expect(json.held.map(({ conversation }: Case) => conversation.agent.name)).toEqual(['Sari']);
  });

  it('tells a case anew once something has happened in it', async () => {
    const { agent, store } = await opened();
    const first = await agent.get('queue');
    await take(store, chat, { at: '2026-03-12T02:01:00.000Z', says: ['kodenya belum masuk'] });
    const second = await agent.get('queue');
    expect(first.json.waiting[0].conversation.lastUserText).toBe('lupa sandi');
    expect(second.json.waiting[0].conversation.lastUserText).toBe('kodenya belum masuk');
  });
});

describe('notes and tags', () => {
  it('are kept with who wrote them, and come back with the chat', async () => {
    const { agent } = await opened();
    await agent.post('notes', { text: 'Sudah ditelepon, tidak diangkat.' });
    const { json } = await agent.post('tags', { add: ['  Menunggu   HRD ', 'VIP'], remove: [] });
    expect(json.messages).toEqual([]);
    await agent.post('tags', { add: ['vip'], remove: ['menunggu hrd'] });
    const shown = await agent.get(`conversations/${chat}`);
    expect(shown.json.desk).toEqual({
      version: 4,
      tags: ['vip'],
      notes: [{ by: 'Dewi', at: '2026-03-12T02:00:00.000Z', text: 'Sudah ditelepon, tidak diangkat.' }],
    });
    const listed = await agent.get('conversations');
    expect(listed.json.conversations[0]).toMatchObject({ id: chat, tags: ['vip'] });
  });

  it('of two who tag at once none is lost', async () => {
    const { agent } = await opened();
    await Promise.all(['satu', 'dua', 'tiga'].map(tag => agent.post('tags', { add: [tag] })));
    const { json } = await agent.get(`conversations/${chat}`);
    expect([...json.desk.tags].sort()).toEqual(['dua', 'satu', 'tiga']);
  });

  it.each([
    ['markup', ['<img src=x onerror=alert(1)>']],
    ['a formula', ['=1+1']],
    ['nothing', ['  ']],
    ['a sentence', ['a'.repeat(31)]],
    ['too many at once', Array.from({ length: 13 }, (_, n) => `tag ${n}`)],
  ])('refuse %s as a tag', async (_, add) => {
    const { agent } = await opened();
    expect((await agent.post('tags', { add })).status).toBe(422);
  });

  it('say when no more of them fit', async () => {
    const { agent } = await opened();
    await agent.post('tags', { add: Array.from({ length: 12 }, (_, n) => `tanda ${'abcdefghijkl'[n]}`) });
    const { status, json } = await agent.post('tags', { add: ['satu lagi'] });
    expect([status, json.error.code]).toEqual([409, 'full']);
    expect((await agent.post('tags', { add: ['tanda a'] })).status).toBe(200);
  });

  it.each([{ text: '' }, { text: 'a'.repeat(2_001) }, {}])('refuse %j as a note', async body => {
    const { agent } = await opened();
    expect((await agent.post('notes', body)).status).toBe(422);
  });
});

describe('a chat for a colleague', () => {
  it('that nobody holds is marked as meant for them, until somebody takes it', async () => {
    const { agent, sari } = await opened();
    const { json } = await agent.post('assign', { colleague: sari });
    expect([json.conversation.holder, json.desk.assignee.name]).toEqual(['waiting', 'Sari']);
    const { json: none } = await agent.post('assign', { colleague: null });
    expect(none.desk.assignee).toBeUndefined();
  });

  it('goes to nobody who could not answer it', async () => {
    const { agent, reader } = await opened();
    for (const colleague of [reader, 'tidak-ada']) {
      const { status, json } = await agent.post('assign', { colleague });
      expect([status, json.error.code]).toEqual([422, 'nobody-to-assign']);
    }
  });

  it('is offered to those who can answer, without their addresses', async () => {
    const { agent } = await opened();
    const { json, text } = await agent.get('colleagues');
    expect(json.colleagues.map(({ name }: { name: string }) => name)).toEqual(['Dewi', 'Sari']);
    expect(text).not.toContain('@');
  });
});

describe('an open chat', () => {
  it('hears what is new, who else is there and who writes, and nothing when nothing happens', async () => {
    const { agent, other, store } = await opened();
    const known = { version: 1, after: 1 };
    expect((await agent.post('watch', known)).json).toEqual({ viewers: [], visitorTyping: false });
    await other.post('watch', { ...known, typing: true });
    await take(store, chat, { says: ['halo?'] });
    const { json } = await agent.post('watch', known);
    expect(json.viewers).toEqual([{ name: 'Sari', typing: true }]);
    expect(json.news.messages.map(({ text }: { text: string }) => text)).toEqual(['halo?']);
    expect([json.news.desk.version, json.news.conversation.messageCount]).toEqual([2, 2]);
  });

  it('hears that its visitor writes until that is over or said, and only while somebody looks', async () => {
    const { agent, store, clock, typing } = await opened();
    const known = { version: 1, after: 1 };
    const writes = async () => (await agent.post('watch', known)).json.visitorTyping;
    typing.visitorWrites(chat);
    expect(await writes()).toBe(false);
    await clock.advance(1_000);
    typing.visitorWrites(chat);
    expect(await writes()).toBe(true);
    await take(store, chat, { at: new Date(clock.now()).toISOString(), says: ['ini'] });
    expect(await writes()).toBe(false);
    await clock.advance(1_000);
    typing.visitorWrites(chat);
    expect(await writes()).toBe(true);
    await clock.advance(writesFor);
    expect(await writes()).toBe(false);
    typing.visitorWrites(chat);
    await clock.advance(30_000);
    typing.visitorWrites(chat);
    expect(await writes()).toBe(false);
  });

  it('tells its visitor that somebody writes while that is whoever holds it', async () => {
    const { agent, other, typing } = await opened();
    const told: string[] = [];
    typing.onAgent(conversation => told.push(conversation));
    await agent.post('watch', { version: 1, after: 1, typing: true });
    expect(told).toEqual([]);
    await agent.post('takeover', {});
    await other.post('watch', { version: 1, after: 1, typing: true });
    expect(told).toEqual([]);
    await agent.post('watch', { version: 1, after: 1, typing: true });
    expect(told).toEqual([chat]);
  });

  it('that was erased is gone for whoever still looks at it', async () => {
    const { agent, store } = await opened();
    const user = (await store.load(chat))?.user;
    if (user) await store.eraseUser(user);
    for (const path of ['watch', 'notes', 'tags', 'assign']) {
      const body = { version: 1, after: 1, text: 'Halo', add: ['vip'], colleague: null };
      expect([path, (await agent.post(path, body)).status]).toEqual([path, 404]);
    }
  });
});

describe('a page that asks by itself', () => {
  it('keeps no session alive: whoever has gone is logged out after half an hour', async () => {
    const { agent, clock } = await opened();
    for (let minutes = 0; minutes < 30; minutes += 10) {
      const asked = [await agent.get('queue'), await agent.post('watch', { version: 1, after: 1 })];
      expect(asked.map(({ status }) => status)).toEqual([200, 200]);
      await clock.advance(10 * 60_000);
    }
    expect((await agent.get('queue')).status).toBe(401);
    expect((await agent.get('me')).status).toBe(401);
  });
});

describe('prepared answers', () => {
  const replies: readonly CannedReply[] = [
    { id: 'salam', title: 'Salam', text: 'Halo, saya {petugas}.' },
    { id: 'tiket', title: 'Tiket', text: 'Tiketnya {tiket}.' },
  ];

  it('are filled in for the chat and whoever asks, and say what they need', async () => {
    const { agent, store } = await opened(replies);
    const path = `conversations/${chat}/canned-replies`;
    const before = await agent.get(path);
    expect(before.json.replies).toEqual([
      { id: 'salam', title: 'Salam', text: 'Halo, saya Dewi.', missing: [] },
      { id: 'tiket', title: 'Tiket', text: 'Tiketnya {tiket}.', missing: ['tiket'] },
    ]);
    const notes = { ...noNotes, ticket: TicketId.parse('JMO-7F3K-29QD') };
    await take(store, chat, { conversation: { notes } });
    const after = await agent.get(path);
    expect(after.json.replies[1]).toMatchObject({ text: 'Tiketnya JMO-7F3K-29QD.', missing: [] });
  });
});

interface Case {
  readonly conversation: {
    readonly id: string;
    readonly waitingSince: string;
    readonly agent: { readonly name: string };
  };
}

const officeHours: OfficeHours = {
  zone: 'Asia/Jakarta',
  hours: [{ days: ['kamis'], opens: '08.00', closes: '17.00' }],
  holidays: [],
};

/** A chat that waits for a person since 09.00 on a Thursday; Dewi and Sari are agents and logged in, Rini only reads. */
async function opened(cannedReplies: readonly CannedReply[] = []) {
  const dataDir = await temporaryFolder();
  const { store } = await openStore(dataDir);
  const clock = new FakeClock();
  const typing = createTyping(clock);
  const desk = { clock, officeHours, cannedReplies, typing };
  const console = await startConsole({ store, clock, desk });
  const notes = { ...noNotes, personWantedAt: '2026-03-12T02:00:00.000Z' };
  await take(store, chat, { conversation: { holder: 'waiting', notes }, says: ['lupa sandi'] });
  const added = await Promise.all(
    ['dewi', 'sari'].map(name =>
      console.users.add({ email: `${name}@contoh.id`, role: 'agent', password: rini.password }),
    ),
  );
  const [dewi, sari] = added.map(one => (one.kind === 'added' ? one.user : undefined));
  const reader = (await console.users.all()).find(({ role }) => role === 'reader');
  const as = async (email = '') => {
    const cookie = await session(console, { email });
    return {
      get: (path: string) => call(`${console.api}/${path}`, { cookie }),
      post: (path: string, body: object) =>
        call(`${console.api}/conversations/${chat}/${path}`, { cookie, body }),
    };
  };
  return {
    store,
    clock,
    typing,
    agent: await as(dewi?.email),
    other: await as(sari?.email),
    sari: sari?.id,
    reader: reader?.id,
  };
}
