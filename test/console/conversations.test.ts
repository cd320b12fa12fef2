import { writeFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { noNotes } from '../../src/conversations/case-notes.ts';
import { createPaths } from '../../src/conversations/lowdb/paths.ts';
import type { Utterance } from '../../src/conversations/message.ts';
import { conversationId, take } from '../conversations-store/turns.ts';
import { call, openStore, session, startConsole, type TestConsole } from './console-server.ts';

const chat = conversationId('satu');

describe('a conversation', () => {
  const secrets = {
    link: 'https://akun.example/v/rahasia-sekali-pakai',
    choice: 'nilai-tombol',
    client: 'id-milik-widget',
    slot: 's1.AAAA-tersegel',
    timer: 'muatan-pengingat',
    user: 'dl_user-number-one',
  };
  const says: Utterance[] = [
    {
      from: 'user',
      text: 'data tidak sesuai',
      clientActivityId: secrets.client,
      insight: { intent: 'data_mismatch', confidence: 0.93, kind: 'understood' },
      dialog: 'diagnosis',
      step: 'askScreen',
    },
    {
      from: 'bot',
      text: 'Buka halaman ini, Kak.',
      choices: [{ title: 'Lewat SMS', value: secrets.choice }],
      link: { title: 'Halaman aman', url: secrets.link },
    },
    { from: 'agent', text: 'Saya Rini.' },
  ];

  it('has every message with what the classifier thought and where the dialog stood', async () => {
    const { console, cookie } = await opened();
    const { json } = await call(`${console.api}/conversations/${chat}`, { cookie });
    const at = '2026-03-12T02:00:00.000Z';
    expect(json).toEqual({
      conversation: {
        id: chat,
        channel: 'web',
        holder: 'waiting',
        outcome: 'handedOver',
        startedAt: at,
        updatedAt: at,
        messageCount: 3,
        followUps: [],
      },
      desk: { version: 1, tags: [], notes: [] },
      summary: [
        { name: 'Yang ditanyakan', value: 'data_mismatch' },
        { name: 'Yang sudah dicoba', value: 'belum ada' },
        { name: 'Pemilik akun', value: 'belum diperiksa' },
        { name: 'Kata layanan akun', value: 'belum ditanyakan' },
        { name: 'Pertanyaan terbuka', value: 'tidak ada' },
      ],
      messages: [
        {
          sequence: 1,
          at,
          from: 'user',
          text: 'data tidak sesuai',
          choices: [],
          intent: 'data_mismatch',
          confidence: 0.93,
          kind: 'understood',
          dialog: 'diagnosis',
          step: 'askScreen',
        },
        {
          sequence: 2,
          at,
          from: 'bot',
          text: 'Buka halaman ini, Kak.',
          choices: ['Lewat SMS'],
          link: 'Halaman aman',
        },
        { sequence: 3, at, from: 'agent', text: 'Saya Rini.', choices: [] },
      ],
    });
  });

  it('leaves addresses of pages, sealed state, timers and ids of clients where they are', async () => {
    const { console, cookie } = await opened();
    const pages = await Promise.all(
      ['conversations', `conversations/${chat}`].map(path => call(`${console.api}/${path}`, { cookie })),
    );
    for (const { status, text } of pages) {
      expect(status).toBe(200);
      for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
    }
  });

  it.each([
    ['an id of nobody', 'abcdefghijklmnopqrstuvwx'],
    ['a short one', 'pendek'],
    ['a path', '..%2f..%2fconsole%2fusers.json'],
    ['SQL', "'%20or%201=1--"],
    ['a long one', 'a'.repeat(500)],
  ])('is not there under %s', async (_, id) => {
    const { console, cookie } = await opened();
    const { status, json } = await call(`${console.api}/conversations/${id}`, { cookie });
    expect([status, json.error.code]).toEqual([404, 'not-found']);
  });

  it('whose document is damaged says so, and others can still be read', async () => {
    const { console, cookie, folder } = await withLowdb();
    const other = conversationId('lain');
    for (const id of [chat, other]) await take(console.store, id);
    await console.store.close();
    await writeFile(createPaths(folder).document(chat), '{"broken');
    const { dataDir, clock } = console;
    const again = await startConsole({ dataDir, clock, store: (await openStore(folder)).store });
    const broken = await call(`${again.api}/conversations/${chat}`, { cookie });
    expect([broken.status, broken.json.error.code]).toEqual([500, 'document-damaged']);
    expect(broken.text).not.toContain(folder);
    expect((await call(`${again.api}/conversations/${other}`, { cookie })).status).toBe(200);
  });

  it('of thousands of messages comes page by page, the newest first, and nothing is missing', async () => {
    const console = await startConsole();
    const cookie = await session(console);
    const says = Array.from({ length: 1_050 }, (_, index) => `pesan ${index + 1}`);
    await take(console.store, chat, { says });
    const path = `${console.api}/conversations/${chat}`;
    const seen: string[] = [];
    let page = (await call(path, { cookie })).json.messages;
    while (page.length > 0) {
      expect(page.length).toBeLessThanOrEqual(200);
      seen.unshift(...page.map(({ text }: { text: string }) => text));
      page = (await call(`${path}/messages?before=${page[0].sequence}`, { cookie })).json.messages;
    }
    expect(seen).toEqual(says);
  });

  it.each([
    '',
    '?before=',
    '?before=0',
    '?before=-1',
    '?before=1.5',
    "?before=1'",
    '?before=9e99',
    '?before=x',
  ])('has no older messages before "%s"', async query => {
    const { console, cookie } = await opened();
    const { status } = await call(`${console.api}/conversations/${chat}/messages${query}`, { cookie });
    expect(status).toBe(422);
  });

  async function opened() {
    const console = await startConsole();
    await take(console.store, chat, {
      conversation: {
        holder: 'waiting',
        outcome: 'handedOver',
        state: { nik: secrets.slot },
        timers: [{ id: 't', dueAt: '2026-03-12T03:00:00.000Z', name: 'x', payload: { note: secrets.timer } }],
      },
      says,
    });
    return { console, cookie: await session(console) };
  }
});

describe('the list', () => {
  let console: TestConsole;
  let cookie: string;

  beforeEach(async () => {
    ({ console, cookie } = await withLowdb());
    const insight = { intent: 'forgot_password', confidence: 0.9, kind: 'understood' } as const;
    await take(console.store, conversationId('a'), {
      at: '2026-03-10T02:00:00.000Z',
      says: [{ from: 'user', text: 'Lupa sandi JMO', insight }],
    });
    await take(console.store, conversationId('b'), {
      at: '2026-03-11T02:00:00.000Z',
      conversation: {
        outcome: 'solved',
        notes: { ...noNotes, causes: ['mismatch'] },
        rating: { score: 4, at: '2026-03-11T02:00:00.000Z' },
      },
      says: [
        {
          from: 'user',
          text: 'kode "OTP" (tidak) masuk 100%',
          insight: { intent: 'complaint', confidence: 0.4, kind: 'unknown' },
        },
      ],
    });
    await take(console.store, conversationId('c'), {
      at: '2026-03-12T02:00:00.000Z',
      conversation: { channel: 'telegram', holder: 'person', agent: { id: 'u1', name: 'Rini' } },
      says: ['halo'],
    });
  });

  it('has the newest first, with what a row shows', async () => {
    const { json } = await list('');
    expect(json.next).toBeUndefined();
    expect(json.conversations.map(({ id }: { id: string }) => id)).toEqual(
      ['c', 'b', 'a'].map(conversationId),
    );
    expect(json.conversations[2]).toEqual({
      id: conversationId('a'),
      channel: 'web',
      holder: 'bot',
      outcome: 'open',
      startedAt: '2026-03-10T02:00:00.000Z',
      updatedAt: '2026-03-10T02:00:00.000Z',
      messageCount: 1,
      intents: ['forgot_password'],
      causes: [],
      fallbacks: 0,
      lastUserText: 'Lupa sandi JMO',
    });
  });

  it('a row names no small talk among the topics, and can be found by it all the same', async () => {
    const heard = (intent: string) =>
      ({ from: 'user', text: intent, insight: { intent, confidence: 0.9, kind: 'understood' } }) as const;
    await take(console.store, conversationId('a'), {
      at: '2026-03-10T02:00:00.000Z',
      says: [heard('greeting'), heard('affirm'), heard('talk_to_agent')],
    });
    const { json } = await list('intent=talk_to_agent');
    expect(json.conversations.map(({ intents }: { intents: string[] }) => intents)).toEqual([
      ['forgot_password'],
    ]);
  });

  it.each([
    ['q=sandi%20LUPA', 'a'],
    ['q=%22OTP%22%20(tidak)', 'b'],
    ['q=.*', ''],
    ["q='%20OR%201=1;--", ''],
    ['q=%25', 'b'],
    ['intent=forgot_password', 'a'],
    ['intent=thanks', ''],
    ['outcome=solved', 'b'],
    ['channel=telegram', 'c'],
    ['since=2026-03-11T00:00:00Z&until=2026-03-11T23:59:59%2B00:00', 'b'],
    ['q=&intent=&outcome=&channel=&cursor=', 'cba'],
    ['channel=web&outcome=open', 'a'],
    ['holder=person', 'c'],
    ['holder=person&agent=u1', 'c'],
    ['agent=Rini', ''],
    ['cause=mismatch', 'b'],
    ['fallback=yes', 'b'],
    ['fallback=no', 'ca'],
    ['below=50', 'b'],
    ['below=91', 'ba'],
    ['rated=good', 'b'],
    ['rated=none', 'ca'],
    ['bukan=penyaring', 'cba'],
    ['cursor=tidak-dikenal', 'cba'],
  ])('%s finds "%s"', async (query, found) => {
    const { json } = await list(query);
    expect(json.conversations.map(({ id }: { id: string }) => id)).toEqual([...found].map(conversationId));
  });

  it.each([
    ['5 kB of text', `q=${'a'.repeat(5_000)}`],
    ['an unknown outcome', 'outcome=menang'],
    ['an unknown channel', 'channel=fax'],
    ['a quote in an intent', "intent=x'--"],
    ['a day in words', 'since=kemarin'],
    ['an unknown holder', 'holder=semua'],
    ['a cause with a quote', "cause=x'"],
    ['an agent with a space', 'agent=u1%20or%201'],
    ['a fallback in words', 'fallback=true'],
    ['a rating in numbers', 'rated=5'],
    ['no confidence', 'below=0'],
    ['more than certainty', 'below=101'],
    ['a fraction of a percent', 'below=0.5'],
    ['no rows', 'limit=0'],
    ['too many rows', 'limit=101'],
    ['a number in words', 'limit=banyak'],
    ['a long cursor', `cursor=${'a'.repeat(501)}`],
  ])('does not take %s', async (_, query) => {
    const { status, json } = await list(query);
    expect([status, json.error.code]).toEqual([422, 'invalid']);
  });

  it('is not sent again while nothing has changed', async () => {
    const { headers } = await list('outcome=solved');
    const again = () =>
      call(`${console.api}/conversations/latest?outcome=solved`, {
        cookie,
        headers: { 'If-None-Match': headers.get('etag') ?? '' },
      });
    const same = await again();
    expect([same.status, same.text]).toEqual([304, '']);
    await take(console.store, conversationId('b'), { says: ['makasih'], at: '2026-03-11T03:00:00.000Z' });
    const { status, json } = await again();
    expect([status, json.conversations[0].lastUserText]).toEqual([200, 'makasih']);
  });

  it('comes in pages that neither overlap nor leave anything out', async () => {
    const seen: string[] = [];
    let next: string | undefined = '';
    while (next !== undefined) {
      const { json } = await list(`limit=1&cursor=${next}`);
      seen.push(...json.conversations.map(({ id }: { id: string }) => id));
      next = json.next;
    }
    expect(seen).toEqual(['c', 'b', 'a'].map(conversationId));
  });

  function list(query: string) {
    return call(`${console.api}/conversations?${query}`, { cookie });
  }
});

async function withLowdb() {
  const { store, folder } = await openStore();
  const console = await startConsole({ store });
  return { console, cookie: await session(console), folder };
}
