import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CaseNotes, noNotes } from '../../src/conversations/case-notes.ts';
import type {
  ConversationPage,
  ConversationStore,
  ListQuery,
} from '../../src/conversations/conversation-store.ts';
import type { Inbox } from '../../src/conversations/inbox.ts';
import type { Insight, Message, Taken, Utterance } from '../../src/conversations/message.ts';
import type { Outbox } from '../../src/conversations/outbox.ts';
import { DedupeKey, TicketId, UserId } from '../../src/ids.ts';
import type { FakeClock } from '../support/fake-clock.ts';
import { describeQueues } from './queues-contract.ts';
import { aUser, conversationId, take, turn } from './turns.ts';

export interface StoreUnderTest {
  readonly store: ConversationStore;
  readonly clock: FakeClock;
  /** Of the store as it was opened last. */
  outbox(): Outbox;
  inbox(): Inbox;
  /** Closes the store and opens it again on the same data. */
  reopen(): Promise<ConversationStore>;
  dispose(): Promise<void>;
}

const id = conversationId('one');
const other = conversationId('another');
const day = 24 * 60 * 60_000;

/** What every adapter of the port promises. */
export function describeConversationStore(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name} as inbox and outbox`, () => describeQueues(open));

  describe(`${name} as a conversation store`, () => {
    let under: StoreUnderTest;
    let store: ConversationStore;
    beforeEach(async () => {
      under = await open();
      store = under.store;
    });
    afterEach(() => under.dispose());

    it('knows nothing of a conversation that never was', async () => {
      expect(await store.load(id)).toBeUndefined();
      expect(await store.messages(id)).toEqual([]);
      expect(await store.hasHandled(id, DedupeKey.parse('x'))).toBe(false);
    });

    it('gives back what a turn committed, also after a restart', async () => {
      const timers = [
        { id: 't1', name: 'silent', dueAt: '2026-03-12T03:00:00.000Z', payload: { step: 'code' } },
      ];
      const says: Utterance[] = [
        { from: 'user', text: 'lupa sandi', clientActivityId: 'c1', insight: insight('forgot_password') },
        {
          from: 'bot',
          text: 'Lewat SMS?',
          choices: [{ title: 'SMS', value: 'sms' }],
          dialog: 'reset',
          step: 'route',
        },
        { from: 'bot', text: 'Buka halaman ini', link: { title: 'Buka', url: 'http://127.0.0.1/v/x' } },
      ];
      const committed = await turn(store, id, {
        says,
        conversation: { state: { a: [1, null, { b: 'c' }] }, timers, holder: 'waiting', outcome: 'advised' },
      });
      await store.commit(committed);
      for (const open of [async () => store, under.reopen]) {
        const opened = await open();
        expect(await opened.load(id)).toEqual({
          ...committed.conversation,
          version: 1,
          lastSequence: 3,
          updatedAt: committed.at,
        });
        expect(await opened.messages(id)).toEqual(committed.messages);
        expect(await opened.messages(id, 2)).toEqual(committed.messages.slice(2));
        expect(await opened.hasHandled(id, committed.handled)).toBe(true);
      }
    });

    it('keeps who holds a chat, what is known of the case, and how the user rated it, also in its list', async () => {
      const agent = { id: 'u1', name: 'Rini' };
      const rating = { score: 4, comment: 'cepat', at: '2026-03-12T02:10:00.000Z' } as const;
      const notes: CaseNotes = {
        ticket: TicketId.parse('JMO-7F3K-29QD'),
        personWantedAt: '2026-03-12T02:00:00.000Z',
        causes: ['mismatch'],
        tried: [{ kind: 'guide', at: '2026-03-12T01:59:00.000Z' }],
        ownership: 'proved',
        verdict: 'locked',
        open: { dialog: 'way-out', step: 'afterAdvice' },
      };
      await take(store, id, { conversation: { holder: 'person', agent, notes, rating } });
      await take(store, id, { says: [{ from: 'agent', text: 'Halo', name: 'Rini' }] });
      for (const open of [async () => store, under.reopen]) {
        const opened = await open();
        expect(await opened.load(id)).toMatchObject({ holder: 'person', agent, notes, rating });
        expect((await opened.list({})).conversations).toMatchObject([{ holder: 'person', agent, rating }]);
        expect((await opened.messages(id)).at(-1)).toMatchObject({ from: 'agent', name: 'Rini' });
      }
    });

    it('keeps the notes and tags of the support team, also in its list, and forgets them with the chat', async () => {
      const by = { id: 'u1', name: 'Rini' };
      const desk = {
        tags: ['menunggu hrd'],
        notes: [{ by, at: '2026-03-12T02:00:00.000Z', text: 'sudah ditelepon \0' }],
        assignee: { id: 'u2', name: 'Dewi' },
      };
      const notes = { ...noNotes, personWantedAt: '2026-03-12T01:00:00.000Z' };
      await take(store, id, { conversation: { holder: 'waiting', desk, notes } });
      await take(store, other);
      for (const open of [async () => store, under.reopen]) {
        const opened = await open();
        expect((await opened.load(id))?.desk).toMatchObject({ tags: desk.tags, assignee: desk.assignee });
        expect((await opened.load(id))?.desk?.notes[0]?.text).toMatch(/^sudah ditelepon .$/su);
        const { conversations } = await opened.list({ holder: 'waiting' });
        expect(conversations).toMatchObject([
          { id, tags: desk.tags, assignee: desk.assignee, waitingSince: notes.personWantedAt },
        ]);
        expect((await opened.list({ holder: 'bot' })).conversations.map(one => one.id)).toEqual([other]);
      }
      store = await under.reopen();
      await store.eraseUser(aUser);
      expect(await store.load(id)).toBeUndefined();
    });

    it('forgets who held a chat once nobody does', async () => {
      await take(store, id, { conversation: { holder: 'person', agent: { id: 'u1', name: 'Rini' } } });
      const { agent: _, ...given } = (await turn(store, id)).conversation;
      const back = await turn(store, id);
      await store.commit({ ...back, conversation: { ...given, holder: 'bot' } });
      for (const open of [async () => store, under.reopen]) {
        const opened = await open();
        expect(await opened.load(id)).not.toHaveProperty('agent');
        expect((await opened.list({})).conversations[0]).not.toHaveProperty('agent');
      }
    });

    it('lets one of two turns win that began at the same version, and loses no message', async () => {
      const turns = [await turn(store, id), await turn(store, id, { handled: 'second' })] as const;
      const outcomes = await Promise.allSettled(turns.map(store.commit));
      // Each goes over a connection of its own where there are several: either may be first.
      const winner = outcomes.findIndex(({ status }) => status === 'fulfilled');
      const [won, lost] = winner === 0 ? turns : [turns[1], turns[0]];
      expect(outcomes[1 - winner]).toMatchObject({ status: 'rejected', reason: { code: 'stale-version' } });
      expect(await store.hasHandled(id, won.handled)).toBe(true);
      expect(await store.hasHandled(id, lost.handled)).toBe(false);
      expect(await store.messages(id)).toEqual(won.messages);
    });

    it('refuses a turn on a conversation that is not there', async () => {
      await expect(store.commit(await turn(store, id, { baseVersion: 3 }))).rejects.toMatchObject({
        code: 'stale-version',
      });
      expect(await store.load(id)).toBeUndefined();
    });

    it('refuses messages that do not continue the sequence', async () => {
      const { messages, ...rest } = await turn(store, id, { says: ['a', 'b'] });
      await expect(store.commit({ ...rest, messages: messages.slice(1) })).rejects.toThrow(RangeError);
      expect(await store.load(id)).toBeUndefined();
    });

    it('keeps text with characters that some stores refuse, readable at least', async () => {
      await take(store, id, {
        says: ['nol \0 dan tunggal \ud800 dan \\u0000 🙂'],
        conversation: { state: { a: '\0' } },
      });
      for (const open of [async () => store, under.reopen]) {
        const [message] = await (await open()).messages(id);
        expect(message?.text).toMatch(/^nol . dan tunggal . dan \\u0000 🙂$/su);
      }
    });

    it('takes conversations side by side', async () => {
      const ids = Array.from({ length: 20 }, (_, index) => conversationId(`many ${index}`));
      await Promise.all(ids.map(one => take(store, one, { says: [one] })));
      for (const one of ids) expect(await store.messages(one)).toMatchObject([{ text: one }]);
    });

    it('remembers handled keys for eight days', async () => {
      const at = (days: number) => new Date(under.clock.now() + days * day).toISOString();
      await take(store, id, { handled: 'old', at: at(0) });
      await under.clock.advance(7.9 * day);
      expect(await store.hasHandled(id, DedupeKey.parse('old'))).toBe(true);
      await take(store, id, { handled: 'new', at: at(0) });
      expect(await store.hasHandled(id, DedupeKey.parse('old'))).toBe(true);
      await under.clock.advance(0.2 * day);
      expect(await store.hasHandled(id, DedupeKey.parse('old'))).toBe(false);
      expect(await store.hasHandled(id, DedupeKey.parse('new'))).toBe(true);
    });

    it('tells watchers of new messages after they can be read, until they stop', async () => {
      const heard: (readonly Message[])[] = [];
      const stop = store.watch(id, messages => heard.push(messages));
      store.watch(id, () => {
        throw new Error('a watcher that fails');
      });
      const first = await turn(store, id);
      await store.commit(first);
      await take(store, other);
      await take(store, id, { says: [] });
      stop();
      await take(store, id);
      expect(heard).toEqual([first.messages]);
    });

    it('lists the newest activity first, page by page, nothing twice and nothing missing', async () => {
      const ids = Array.from({ length: 7 }, (_, index) => conversationId(`page ${index}`));
      for (const [index, one] of ids.entries()) {
        // Two each share their time: the page border falls between equals.
        await take(store, one, { at: `2026-03-12T0${Math.floor(index / 2)}:00:00.000Z` });
      }
      const seen = await allPages(store, { limit: 3 });
      expect(seen.toSorted()).toEqual(ids.toSorted());
      const times = await Promise.all(
        seen.map(async one => (await store.load(conversationIdOf(ids, one)))?.updatedAt),
      );
      expect(times).toEqual(times.toSorted().reverse());
    });

    it('keeps the order of time to the millisecond, also for chats that go on and of what was since a moment', async () => {
      const times = [
        '02:04:59.999',
        '02:05:00.000',
        '02:05:00.001',
        '02:09:59.999',
        '02:10:00.000',
        '09:00:00.000',
      ];
      const oldestFirst = times.map((_, index) => conversationId(`moment ${index}`));
      for (const [index, one] of oldestFirst.entries()) {
        await take(store, one, { at: '2026-03-12T02:00:00.000Z' });
        await take(store, one, { at: `2026-03-12T${times[index]}Z` });
      }
      for (const since of [undefined, ...times]) {
        const expected = oldestFirst.slice(since === undefined ? 0 : times.indexOf(since)).toReversed();
        const query = { limit: 2, ...(since !== undefined && { since: `2026-03-12T${since}Z` }) };
        expect(await allPages(store, query)).toEqual(expected);
      }
    });

    it('starts at the beginning for a cursor that it never gave', async () => {
      await take(store, id);
      for (const cursor of ['', 'x', '%00', Buffer.from('[1]').toString('base64url'), "' or 1=1 --"]) {
        expect((await store.list({ cursor })).conversations).toHaveLength(1);
      }
    });

    it('finds by channel, outcome, intent, time and words', async () => {
      await take(store, id, {
        at: '2026-03-10T00:00:00.000Z',
        says: [
          { from: 'user', text: 'Lupa KATA sandi', insight: insight('forgot_password') },
          { from: 'bot', text: 'Lewat SMS atau e-mail?' },
          { from: 'user', text: 'entahlah', insight: { ...insight('complaint'), kind: 'unsure' } },
        ],
      });
      await take(store, other, {
        at: '2026-03-12T00:00:00.000Z',
        conversation: { channel: 'telegram', outcome: 'solved' },
        says: [{ from: 'user', text: 'sandi (salah)', insight: insight('data_mismatch') }],
      });
      const found = async (query: ListQuery) => (await store.list(query)).conversations.map(one => one.id);
      expect(await found({ channel: 'web' })).toEqual([id]);
      expect(await found({ outcome: 'solved' })).toEqual([other]);
      expect(await found({ intent: 'forgot_password' })).toEqual([id]);
      expect(await found({ intent: 'complaint' })).toEqual([]);
      expect(await found({ since: '2026-03-11T00:00:00.000Z' })).toEqual([other]);
      expect(await found({ until: '2026-03-11T00:00:00.000Z' })).toEqual([id]);
      expect(await found({ text: 'SANDI' })).toEqual([other, id]);
      expect(await found({ text: 'sms lupa' })).toEqual([id]);
      expect(await found({ text: '(salah' })).toEqual([other]);
      expect(await found({ text: 'sms salah' })).toEqual([]);
      expect((await (await under.reopen()).list({ channel: 'web' })).conversations).toEqual([
        {
          id,
          channel: 'web',
          user: aUser,
          startedAt: '2026-03-10T00:00:00.000Z',
          updatedAt: '2026-03-10T00:00:00.000Z',
          holder: 'bot',
          outcome: 'open',
          messageCount: 3,
          intents: ['forgot_password'],
          causes: [],
          hearing: { fallbacks: 0, lowest: 0.9 },
          lastUserText: 'entahlah',
        },
      ]);
    });

    it('names as topics what was asked, not the answers that followed', async () => {
      const heard = (intent: string, taken?: Taken) => ({
        from: 'user' as const,
        text: intent,
        insight: { ...insight(intent), ...(taken && { taken }) },
      });
      await take(store, id, { says: [heard('forgot_password', 'topic'), heard('reset_by_sms', 'answer')] });
      await take(store, id, {
        says: [heard('deny', 'askedAgain'), heard('cancel', 'command'), heard('forgot_password', 'topic')],
      });
      await take(store, id, { says: [heard('data_mismatch', 'later'), heard('complaint')] });
      const [listed] = (await store.list({})).conversations;
      expect(listed?.intents).toEqual(['forgot_password', 'data_mismatch', 'complaint']);
      expect((await store.list({ intent: 'reset_by_sms' })).conversations).toEqual([]);
    });

    it('finds by who holds a chat, its causes, how it was understood and how it was rated', async () => {
      const asked = (confidence: number, kind: Insight['kind'], taken: Taken) =>
        ({ from: 'user', text: 'x', insight: { intent: 'complaint', confidence, kind, taken } }) as const;
      const agent = { id: 'u1', name: 'Rini' };
      await take(store, id, {
        says: [asked(0.9, 'understood', 'topic'), asked(0.1, 'unknown', 'answer')],
        conversation: { holder: 'person', agent, notes: { ...noNotes, causes: ['mismatch', 'vpn'] } },
      });
      await take(store, other, {
        at: '2026-03-12T03:00:00.000Z',
        says: [asked(0.6, 'unsure', 'clarify')],
        conversation: {
          rating: { score: 2, at: '2026-03-12T03:00:00.000Z' },
          desk: { tags: ['vip', 'perlu telepon'], notes: [], assignee: { id: 'u2', name: 'Adi' } },
        },
      });
      await take(store, other, {
        at: '2026-03-12T04:00:00.000Z',
        says: [asked(0.2, 'unknown', 'fallback'), asked(0.95, 'understood', 'topic')],
      });
      for (const open of [async () => store, under.reopen]) {
        const opened = await open();
        const found = async (query: ListQuery) => (await opened.list(query)).conversations.map(one => one.id);
        expect(await found({ holder: 'person' })).toEqual([id]);
        expect(await found({ holder: 'waiting' })).toEqual([]);
        expect(await found({ agent: 'u1' })).toEqual([id]);
        expect(await found({ agent: 'Rini' })).toEqual([]);
        expect(await found({ agent: 'u2' })).toEqual([other]);
        expect(await found({ tag: 'perlu telepon' })).toEqual([other]);
        expect(await found({ tag: 'perlu' })).toEqual([]);
        expect(await found({ cause: 'vpn' })).toEqual([id]);
        expect(await found({ cause: 'vp' })).toEqual([]);
        expect(await found({ fallback: true })).toEqual([other]);
        expect(await found({ fallback: false })).toEqual([id]);
        expect(await found({ sureBelow: 0.5 })).toEqual([other]);
        expect(await found({ sureBelow: 0.2 })).toEqual([]);
        expect(await found({ sureBelow: 0.91 })).toEqual([other, id]);
        expect(await found({ rated: 'poor' })).toEqual([other]);
        expect(await found({ rated: 'none' })).toEqual([id]);
        expect(await found({ rated: 'good' })).toEqual([]);
        expect(await found({ fallback: true, rated: 'poor', holder: 'bot', sureBelow: 0.3 })).toEqual([
          other,
        ]);
        expect((await opened.list({ limit: 1 })).conversations).toMatchObject([
          { causes: [], hearing: { fallbacks: 1, lowest: 0.2 } },
        ]);
      }
    });

    it('finds words in other forms, within longer ones and across messages, and shows the newest that says one', async () => {
      await take(store, id, {
        says: [
          { from: 'user', text: 'kodenya belum TERKIRIM, gabisamasuk' },
          { from: 'bot', text: 'Kode baru akan dikirimkan ke nomor ***, Kak.' },
          { from: 'user', text: 'makasih' },
        ],
      });
      await take(store, other, { at: '2026-03-12T03:00:00.000Z', says: ['kirimannya 100% "aman"'] });
      for (const open of [async () => store, under.reopen]) {
        const opened = await open();
        const found = async (text: string) => (await opened.list({ text })).conversations.map(one => one.id);
        expect(await found('kirim')).toEqual([other, id]);
        expect(await found('dikirim masuk')).toEqual([id]);
        expect(await found('bisamas')).toEqual([id]);
        expect(await found('kirim kirim KIRIM')).toEqual([other, id]);
        expect(await found('100%')).toEqual([other]);
        expect(await found('%')).toEqual([other]);
        expect(await found('***,')).toEqual([id]);
        expect(await found('"aman"')).toEqual([other]);
        expect(await found('kirim makasihh')).toEqual([]);
        expect(await found('   ')).toEqual([other, id]);
        const { found: messages } = await opened.list({ text: 'terkirim' });
        expect(messages).toMatchObject([
          { conversation: other, message: { sequence: 1 } },
          { conversation: id, message: { sequence: 2, from: 'bot' } },
        ]);
        expect(await opened.list({})).not.toHaveProperty('found');
      }
    });

    it('pages through what it found, nothing twice and nothing missing, also among those of a filter', async () => {
      const says = ['kode otp', 'kode', 'lain', 'kode', 'kode baru', 'lain'];
      const ids = says.map((_, index) => conversationId(`found ${index}`));
      for (const [index, text] of says.entries()) {
        const at = `2026-03-12T0${Math.floor(index / 2)}:00:00.000Z`;
        await take(store, conversationId(`found ${index}`), { at, says: [text] });
      }
      await take(store, conversationId('elsewhere'), {
        says: ['kode'],
        conversation: { channel: 'telegram' },
      });
      const seen = await allPages(store, { text: 'kode', channel: 'web', limit: 2 });
      expect(seen.toSorted()).toEqual(ids.filter((_, index) => says[index] !== 'lain').toSorted());
    });

    it('shortens the last text of the user to 120 characters', async () => {
      await take(store, id, { says: ['panjang '.repeat(50), { from: 'bot', text: 'ya' }] });
      const [summary] = (await store.list({})).conversations;
      expect(summary?.lastUserText).toHaveLength(120);
    });

    it('gives all timers, earliest first, also after a restart; a turn replaces those of its conversation', async () => {
      const timer = (name: string, dueAt: string) => ({ id: name, name, dueAt });
      await take(store, id, { conversation: { timers: [timer('late', '2026-03-14T00:00:00.000Z')] } });
      await take(store, other, {
        conversation: {
          timers: [timer('early', '2026-03-13T00:00:00.000Z'), timer('last', '2026-03-15T00:00:00.000Z')],
        },
      });
      const expected = [
        { ...timer('early', '2026-03-13T00:00:00.000Z'), conversation: other },
        { ...timer('late', '2026-03-14T00:00:00.000Z'), conversation: id },
        { ...timer('last', '2026-03-15T00:00:00.000Z'), conversation: other },
      ];
      expect(await store.timers()).toEqual(expected);
      store = await under.reopen();
      expect(await store.timers()).toEqual(expected);
      await take(store, other, { conversation: { timers: [] } });
      expect(await store.timers()).toEqual([expected[1]]);
    });

    it('keeps a conversation of 1,000 messages whole', async () => {
      for (let round = 0; round < 20; round += 1) {
        await take(store, id, {
          says: Array.from({ length: 50 }, (_, index) => `pesan ${round * 50 + index + 1}`),
        });
      }
      for (const open of [async () => store, under.reopen]) {
        const opened = await open();
        const all = await opened.messages(id);
        expect(all.map(message => message.sequence)).toEqual(
          Array.from({ length: 1000 }, (_, index) => index + 1),
        );
        expect(all.at(122)?.text).toBe('pesan 123');
        for (const after of [0, 199, 200, 201, 599, 999, 1000]) {
          expect((await opened.messages(id, after, after + 51)).map(message => message.sequence)).toEqual(
            Array.from({ length: Math.min(50, 1000 - after) }, (_, index) => after + index + 1),
          );
          expect((await opened.messages(id, after)).map(message => message.sequence)).toEqual(
            Array.from({ length: 1000 - after }, (_, index) => after + index + 1),
          );
        }
        expect(await opened.hasHandled(id, DedupeKey.parse('key-1'))).toBe(true);
        await under.clock.advance(1_000);
        await expect.poll(async () => (await opened.list({ text: 'pesan' })).indexing).toBeUndefined();
        expect((await opened.list({ text: 'pesan 7' })).conversations).toHaveLength(1);
        expect(await opened.verify()).toEqual({ checked: 1, damaged: [] });
      }
    });

    it('erases what nothing was committed in since a moment, of every user, and nothing that goes on', async () => {
      const third = conversationId('third');
      await take(store, id, { says: Array.from({ length: 450 }, () => 'rahasia') });
      await take(store, other, { conversation: { user: UserId.parse('dl_somebody-else') } });
      await take(store, third, { at: '2026-04-12T02:00:00.000Z' });
      await take(store, other, { at: '2026-04-12T02:00:00.001Z' });
      const since = Date.parse('2026-04-12T02:00:00.000Z');
      expect(await store.eraseIdleSince(since)).toBe(1);
      expect(await store.eraseIdleSince(since)).toBe(0);
      for (const open of [async () => store, under.reopen]) {
        const opened = await open();
        expect(await opened.load(id)).toBeUndefined();
        expect(await opened.messages(id)).toEqual([]);
        expect((await opened.list({})).conversations.map(one => one.id)).toEqual([other, third]);
        expect((await opened.list({ text: 'rahasia' })).conversations).toEqual([]);
      }
    });

    it('erases one conversation and leaves the others of its user', async () => {
      await take(store, id, { says: ['rahasia'] });
      await take(store, other, { says: ['bukan rahasia'] });
      expect(await store.eraseConversation(id)).toBe(true);
      expect(await store.eraseConversation(id)).toBe(false);
      for (const open of [async () => store, under.reopen]) {
        const opened = await open();
        expect(await opened.load(id)).toBeUndefined();
        expect(await opened.messages(id)).toEqual([]);
        expect((await opened.messages(other)).map(({ text }) => text)).toContain('bukan rahasia');
        expect((await opened.list({ text: 'rahasia' })).conversations.map(one => one.id)).toEqual([other]);
      }
    });

    it('erases every conversation of a user and nothing of others', async () => {
      const stranger = UserId.parse('dl_somebody-else');
      const third = conversationId('third');
      await take(store, id, {
        conversation: { timers: [{ id: 't', name: 't', dueAt: '2026-03-13T00:00:00.000Z' }] },
      });
      await take(store, third, { says: Array.from({ length: 450 }, () => 'rahasia') });
      await take(store, other, { conversation: { user: stranger } });
      expect(await store.eraseUser(aUser)).toBe(2);
      expect(await store.eraseUser(aUser)).toBe(0);
      for (const open of [async () => store, under.reopen]) {
        const opened = await open();
        expect(await opened.load(id)).toBeUndefined();
        expect(await opened.messages(third)).toEqual([]);
        expect(await opened.hasHandled(id, DedupeKey.parse('key-1'))).toBe(false);
        expect(await opened.timers()).toEqual([]);
        expect((await opened.list({})).conversations.map(one => one.id)).toEqual([other]);
        expect((await opened.list({ text: 'rahasia' })).conversations).toEqual([]);
      }
    });
  });
}

async function allPages(store: ConversationStore, query: ListQuery): Promise<string[]> {
  const seen: string[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const page: ConversationPage = await store.list({ ...query, cursor });
    expect(page.conversations.length).toBeLessThanOrEqual(query.limit ?? 50);
    seen.push(...page.conversations.map(one => one.id));
    cursor = page.next;
  }
  return seen;
}

function insight(intent: string) {
  return { intent, confidence: 0.9, kind: 'understood' } as const;
}

function conversationIdOf(ids: readonly ReturnType<typeof conversationId>[], text: string) {
  const found = ids.find(one => one === text);
  if (!found) throw new Error(`unexpected conversation ${text}`);
  return found;
}
