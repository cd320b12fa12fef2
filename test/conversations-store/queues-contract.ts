import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Inbox } from '../../src/conversations/inbox.ts';
import type { Owed } from '../../src/conversations/outbox.ts';
import { DedupeKey } from '../../src/ids.ts';
import type { StoreUnderTest } from './contract.ts';
import { aUser, conversationId, take } from './turns.ts';

const [one, two] = [conversationId('one'), conversationId('two')];
const minute = 60_000;
const addressed = { conversation: { channel: 'telegram', replyAddress: 's1.sealed' } } as const;

/** What every adapter promises of what comes in through webhooks and goes out through platforms. */
export function describeQueues(open: () => Promise<StoreUnderTest>): void {
  let under: StoreUnderTest;
  beforeEach(async () => {
    under = await open();
  });
  afterEach(() => under.dispose());

  const now = () => under.clock.now();
  const iso = (ms: number) => new Date(ms).toISOString();

  describe('the outbox', () => {
    const says = (...texts: string[]) => [
      { from: 'user', text: 'halo' } as const,
      ...texts.map(text => ({ from: 'bot', text }) as const),
    ];
    const claim = (limit = 10) => under.outbox().claimDue(now(), now() + minute, limit);
    const texts = (owed: readonly Owed[]) => owed.map(({ message }) => message.text);

    it('owes what was said to whoever has an address, and nothing to others', async () => {
      await take(under.store, one, { says: says('satu', 'dua'), ...addressed, at: iso(now()) });
      await take(under.store, two, { says: says('di web'), at: iso(now()) });
      const [owed, ...more] = await claim();
      expect(more).toEqual([]);
      expect(owed).toMatchObject({
        conversation: one,
        channel: 'telegram',
        replyAddress: 's1.sealed',
        sequence: 2,
        attempts: 0,
        message: { text: 'satu', from: 'bot' },
      });
    });

    it('tells how much of each channel waits, and since when, without what was given up', async () => {
      expect(await under.outbox().backlog()).toEqual([]);
      const since = iso(now());
      await take(under.store, one, { says: says('satu', 'dua', 'tiga'), ...addressed, at: since });
      await under.clock.advance(minute);
      await take(under.store, two, { says: says('empat'), ...addressed, at: iso(now()) });
      const [owed] = await claim();
      if (owed) await under.outbox().settle(owed, { kind: 'failed', at: now(), problem: 'telegram-403' });
      const expected = [{ channel: 'telegram', waiting: 3, oldest: since }];
      expect(await under.outbox().backlog()).toEqual(expected);
      await under.reopen();
      expect(await under.outbox().backlog()).toEqual(expected);
    });

    it('gives the next message of a conversation only when the one before is settled', async () => {
      await take(under.store, one, { says: says('satu', 'dua'), ...addressed, at: iso(now()) });
      const [first] = await claim();
      expect(await claim()).toEqual([]);
      if (first) await under.outbox().settle(first, { kind: 'done' });
      expect(texts(await claim())).toEqual(['dua']);
    });

    it('tells of one conversation what has not arrived yet, and what never will', async () => {
      const undelivered = () => under.outbox().undeliveredOf(one);
      expect(await undelivered()).toEqual([]);
      await take(under.store, one, { says: says('satu', 'dua', 'tiga'), ...addressed, at: iso(now()) });
      await take(under.store, two, { says: says('lain'), ...addressed, at: iso(now()) });
      const [first] = (await claim()).filter(({ conversation }) => conversation === one);
      if (first) await under.outbox().settle(first, { kind: 'failed', at: now(), problem: 'telegram-403' });
      const [second] = (await claim()).filter(({ conversation }) => conversation === one);
      if (second) await under.outbox().settle(second, { kind: 'done' });
      const [third] = (await claim()).filter(({ conversation }) => conversation === one);
      const later = { kind: 'later', at: now() + minute, problem: 'http-503' } as const;
      if (third) await under.outbox().settle(third, later);
      expect(await undelivered()).toEqual([
        { sequence: 2, attempts: 1, problem: 'telegram-403', failedAt: iso(now()) },
        { sequence: 4, attempts: 1, problem: 'http-503' },
      ]);
    });

    it('owes it also after a restart, to the newest address', async () => {
      await take(under.store, one, { says: says('satu'), ...addressed, at: iso(now()) });
      await take(under.store, one, { says: [], conversation: { replyAddress: 's1.newer' } });
      await under.reopen();
      expect(await claim()).toMatchObject([{ replyAddress: 's1.newer', message: { text: 'satu' } }]);
    });

    it('takes over what was claimed and never settled', async () => {
      await take(under.store, one, { says: says('satu'), ...addressed, at: iso(now()) });
      await claim();
      await under.clock.advance(minute + 1);
      expect(texts(await claim())).toEqual(['satu']);
    });

    it('waits for the time of the next attempt, and counts', async () => {
      await take(under.store, one, { says: says('satu'), ...addressed, at: iso(now()) });
      const [owed] = await claim();
      if (owed) {
        await under.outbox().settle(owed, { kind: 'later', at: now() + 5 * minute, problem: 'http-503' });
      }
      for (const open of [async () => {}, under.reopen]) {
        await open();
        expect(await claim()).toEqual([]);
        expect(under.outbox().lookAgainAt(now())).toBeLessThanOrEqual(now() + 5 * minute);
      }
      await under.clock.advance(5 * minute);
      expect(await claim()).toMatchObject([{ attempts: 1, since: owed?.since }]);
    });

    it('postpones without counting', async () => {
      await take(under.store, one, { says: says('satu'), ...addressed, at: iso(now()) });
      const [owed] = await claim();
      if (owed) await under.outbox().postpone(owed, now() + 1_000);
      expect(await claim()).toEqual([]);
      await under.clock.advance(1_000);
      expect(await claim()).toMatchObject([{ attempts: 0 }]);
    });

    it('goes on with the next message when one is given up, and tries it again when asked', async () => {
      await take(under.store, one, { says: says('satu', 'dua'), ...addressed, at: iso(now()) });
      const [owed] = await claim();
      if (owed) await under.outbox().settle(owed, { kind: 'failed', at: now(), problem: 'blocked' });
      const [next] = await claim();
      expect(next?.message.text).toBe('dua');
      if (next) await under.outbox().settle(next, { kind: 'done' });
      await under.reopen();
      const letter = { conversation: one, channel: 'telegram', sequence: 2, attempts: 1, problem: 'blocked' };
      expect(await under.outbox().deadLetters()).toMatchObject([{ ...letter, failedAt: iso(now()) }]);
      expect(await under.outbox().retry(one, 3, now())).toBe(false);
      expect(await under.outbox().retry(one, 2, now())).toBe(true);
      expect(await under.outbox().retry(one, 2, now())).toBe(false);
      expect(await under.outbox().deadLetters()).toEqual([]);
      expect(await claim()).toMatchObject([{ attempts: 0, message: { text: 'satu' } }]);
    });

    it('makes a dead letter of what a platform took and did not deliver', async () => {
      const at = iso(now());
      await take(under.store, one, { says: says('satu'), ...addressed, at });
      const [owed] = await claim();
      if (owed) await under.outbox().settle(owed, { kind: 'done' });
      const sent = { conversation: one, sequence: 2, since: at };
      await under.outbox().undelivered({ ...sent, since: iso(now() - 1) }, now(), 'status-131047');
      await under.outbox().undelivered({ ...sent, conversation: two }, now(), 'status-131047');
      expect(await under.outbox().deadLetters()).toEqual([]);
      await under.outbox().undelivered(sent, now(), 'status-131047');
      await under.outbox().undelivered(sent, now(), 'status-131047');
      expect(await under.outbox().deadLetters()).toMatchObject([{ sequence: 2, problem: 'status-131047' }]);
    });

    it('makes a dead letter also of what was sent again by an operator and did not arrive', async () => {
      await take(under.store, one, { says: says('satu'), ...addressed, at: iso(now()) });
      const [owed] = await claim();
      if (owed) await under.outbox().settle(owed, { kind: 'failed', at: now(), problem: 'http-500' });
      await under.clock.advance(minute);
      expect(await under.outbox().retry(one, 2, now())).toBe(true);
      const [again] = await claim();
      if (again) await under.outbox().settle(again, { kind: 'done' });
      if (again) await under.outbox().undelivered(again, now(), 'status-131047');
      expect(await under.outbox().deadLetters()).toMatchObject([
        { sequence: 2, since: again?.since, problem: 'status-131047' },
      ]);
    });

    it('changes no version: a turn that runs meanwhile commits', async () => {
      await take(under.store, one, { says: says('satu'), ...addressed, at: iso(now()) });
      const version = (await under.store.load(one))?.version;
      const [owed] = await claim();
      if (owed) await under.outbox().settle(owed, { kind: 'done' });
      expect((await under.store.load(one))?.version).toBe(version);
    });

    it('owes nothing to who was erased, and settles nothing of who came after', async () => {
      await take(under.store, one, { says: says('lama'), ...addressed, at: iso(now()) });
      const [old] = await claim();
      await under.store.eraseUser(aUser);
      await under.clock.advance(minute + 1);
      expect(await claim()).toEqual([]);
      await take(under.store, one, { says: says('baru'), ...addressed, at: iso(now()) });
      if (old) await under.outbox().settle(old, { kind: 'done' });
      expect(texts(await claim())).toEqual(['baru']);
    });

    it('finds an owed message also among a thousand newer ones', async () => {
      await take(under.store, one, { says: says('satu'), ...addressed, at: iso(now()) });
      for (let round = 0; round < 5; round += 1) {
        await take(under.store, one, {
          says: Array.from({ length: 200 }, () => 'halo'),
          at: iso(now() + 1 + round),
        });
      }
      expect(texts(await claim())).toEqual(['satu']);
    });
  });

  describe('the inbox', () => {
    const arrival = (conversation: typeof one, key: string) => ({
      conversation,
      key: DedupeKey.parse(key),
      sealed: `s1.${key}`,
    });
    const claim = (limit = 10) => under.inbox().claimDue(now(), now() + minute, limit);
    const keys = (waiting: Awaited<ReturnType<Inbox['claimDue']>>) => waiting.map(({ key }) => key);

    it('keeps what arrived once, however often it comes, also after a restart', async () => {
      await under.inbox().put([arrival(one, 'a'), arrival(one, 'a')], now());
      await Promise.all([1, 2, 3].map(() => under.inbox().put([arrival(one, 'a')], now())));
      await under.reopen();
      await under.inbox().put([arrival(one, 'a')], now());
      const [waiting] = await claim();
      expect(waiting).toEqual({ ...arrival(one, 'a'), since: iso(now()), attempts: 0 });
      if (waiting) await under.inbox().settle(waiting, { kind: 'done' });
      expect(await claim()).toEqual([]);
      await under.reopen();
      expect(await claim()).toEqual([]);
    });

    it('gives the messages of a conversation one after the other, those of others side by side', async () => {
      await under.inbox().put([arrival(one, 'a'), arrival(one, 'b'), arrival(two, 'c')], now());
      await under.inbox().put([arrival(one, 'd')], now());
      await under.reopen();
      const first = await claim();
      expect(keys(first).toSorted()).toEqual(['a', 'c']);
      expect(await claim()).toEqual([]);
      for (const waiting of first) await under.inbox().settle(waiting, { kind: 'done' });
      const [second] = await claim();
      expect(second?.key).toBe('b');
      if (second) await under.inbox().settle(second, { kind: 'done' });
      expect(keys(await claim())).toEqual(['d']);
    });

    it('tells how much of each channel waits, and since when, without what was given up', async () => {
      expect(await under.inbox().backlog()).toEqual([]);
      const since = iso(now());
      await under.inbox().put([arrival(one, 'telegram:a'), arrival(one, 'telegram:b')], now());
      await under.clock.advance(minute);
      await under.inbox().put([arrival(two, 'whatsapp:c'), arrival(two, 'telegram:d')], now());
      const [waiting] = await claim(1);
      if (waiting) await under.inbox().settle(waiting, { kind: 'failed', at: now(), problem: 'fault' });
      await under.reopen();
      const backlog = [...(await under.inbox().backlog())].sort((a, b) => a.channel.localeCompare(b.channel));
      expect(backlog).toEqual([
        { channel: 'telegram', waiting: 2, oldest: since },
        { channel: 'whatsapp', waiting: 1, oldest: iso(now()) },
      ]);
    });

    it('takes over what a killed process had claimed', async () => {
      await under.inbox().put([arrival(one, 'a')], now());
      expect(keys(await claim())).toEqual(['a']);
      await under.clock.advance(minute + 1);
      expect(keys(await claim())).toEqual(['a']);
    });

    it('holds up what comes after a message that has to wait, until that is given up', async () => {
      await under.inbox().put([arrival(one, 'a'), arrival(one, 'b')], now());
      const [first] = await claim();
      if (first)
        await under.inbox().settle(first, { kind: 'later', at: now() + minute, problem: 'disk-full' });
      for (const open of [async () => {}, under.reopen]) {
        await open();
        expect(await claim()).toEqual([]);
      }
      await under.clock.advance(minute);
      const [again] = await claim();
      expect(again).toMatchObject({ key: 'a', attempts: 1 });
      if (again) await under.inbox().settle(again, { kind: 'failed', at: now(), problem: 'unreadable' });
      await under.reopen();
      expect(keys(await claim())).toEqual(['b']);
      expect(await under.inbox().deadLetters()).toMatchObject([
        { conversation: one, key: 'a', attempts: 2, problem: 'unreadable' },
      ]);
      expect(await under.inbox().retry(one, DedupeKey.parse('b'), now())).toBe(false);
      expect(await under.inbox().retry(one, DedupeKey.parse('a'), now())).toBe(true);
      expect(await under.inbox().deadLetters()).toEqual([]);
    });

    it('looks again in time', async () => {
      await under.inbox().put([arrival(one, 'a')], now());
      expect(under.inbox().lookAgainAt(now())).toBeLessThanOrEqual(now() + 1_000);
    });

    it('forgets what was given up of who is erased, and keeps what still waits', async () => {
      await take(under.store, one);
      await under.inbox().put([arrival(one, 'a'), arrival(one, 'b')], now());
      const [first] = await claim();
      if (first) await under.inbox().settle(first, { kind: 'failed', at: now(), problem: 'unreadable' });
      await under.store.eraseUser(aUser);
      expect(await under.inbox().deadLetters()).toEqual([]);
      expect(keys(await claim())).toEqual(['b']);
    });
  });
}
