import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { SecondFactors } from '../../src/console/second-factor/second-factors.ts';
import type { ConsoleSessions } from '../../src/console/sessions.ts';
import { ConsoleUserId, type ConsoleUsers } from '../../src/console/users.ts';
import type { Shelf } from '../../src/storage/shelf.ts';
import type { FakeClock } from '../support/fake-clock.ts';
import { codeOf } from './authenticator.ts';
import { rini } from './console-server.ts';

export const Note = z.strictObject({ text: z.string(), count: z.int() });
export type Note = z.infer<typeof Note>;

export interface OpenedRights {
  readonly clock: FakeClock;
  readonly users: ConsoleUsers;
  readonly sessions: ConsoleSessions;
  readonly factors: SecondFactors;
  readonly notes: Shelf<Note>;
  /** The same as another process has it, for all but sessions in files, which one process has for itself. */
  another(): Pick<OpenedRights, 'users' | 'factors' | 'notes'>;
  dispose(): Promise<void>;
}

/** What is promised of users, sessions, second factors and small records, however they are kept. */
export function describeRights(name: string, open: () => Promise<OpenedRights>): void {
  describe(`rights in ${name}`, () => {
    let opened: OpenedRights;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.dispose());

    it('a user is changed as a whole, and others see it', async () => {
      const { users, another } = opened;
      const id = await added();
      const factor = { secret: 's1.x', since: '2026-03-12T02:00:00.000Z', usedStep: 7, recovery: ['a', 'b'] };
      const sessionsFrom = '2026-03-12T02:00:00.123Z';
      const changed = await users.change(id, user => ({
        ...user,
        role: 'editor',
        disabled: true,
        factor,
        sessionsFrom,
        enrolling: 's1.y',
      }));
      expect(changed).toMatchObject({ role: 'editor', disabled: true, factor, sessionsFrom });
      expect(await another().users.find(id)).toEqual(changed);
      const without = await users.change(id, ({ factor: _, enrolling: __, ...rest }) => rest);
      expect(await another().users.all()).toEqual([without]);
      expect(without).not.toHaveProperty('factor');
      expect(await users.change(ConsoleUserId.parse('nobody'), user => user)).toBeUndefined();
    });

    it('of many changes at once none is lost', async () => {
      const { users, another, notes } = opened;
      const id = await added();
      const others = another();
      const twenty = Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? { users, notes } : others));
      await Promise.all(
        twenty.map(one => one.users.change(id, user => ({ ...user, name: `${user.name}x` }))),
      );
      expect((await users.find(id))?.name).toBe(`Rini${'x'.repeat(20)}`);
      const more = (note?: Note): Note => ({ text: 'n', count: (note?.count ?? 0) + 1 });
      await Promise.all(twenty.map(one => one.notes.change('n', more)));
      expect(await others.notes.get('n')).toEqual({ text: 'n', count: 20 });
    });

    it('a code is taken once by all processes together', async () => {
      const { factors, clock, another } = opened;
      const id = await added();
      const secret = await factors.begin(id);
      const confirmed = await factors.confirm(id, codeOf(secret, clock));
      const [recovery = ''] = confirmed.kind === 'confirmed' ? confirmed.recoveryCodes : [];
      await clock.advance(30_000);
      const everywhere = [factors, another().factors, factors, another().factors];
      for (const code of [codeOf(secret, clock), recovery]) {
        const taken = await Promise.all(everywhere.map(one => one.accepts(id, code)));
        expect(taken.filter(Boolean)).toHaveLength(1);
      }
      expect(await factors.accepts(ConsoleUserId.parse('nobody'), recovery)).toBe(false);
    });

    it('small records are put, found, changed and removed', async () => {
      const { notes, another } = opened;
      const [a, b] = ['a', 'b'].map((text, count) => ({ text, count })) as [Note, Note];
      expect(await notes.change('__proto__', () => a)).toEqual(a);
      await notes.change("b'; drop table console_record; --", () => b);
      expect(await another().notes.get('__proto__')).toEqual(a);
      expect([...(await another().notes.all())].sort((x, y) => x.count - y.count)).toEqual([a, b]);
      expect(await notes.change('absent', before => before)).toBeUndefined();
      expect(await notes.change('__proto__', () => undefined)).toBeUndefined();
      expect(await another().notes.all()).toEqual([b]);
    });

    it('small records are found by what is in them', async () => {
      const { notes, another } = opened;
      const [one, two, quoted] = [
        { text: 'a', count: 1 },
        { text: 'a', count: 2 },
        { text: `"a' and \\u0061`, count: 3 },
      ] as const;
      for (const [id, note] of Object.entries({ one, two, quoted })) await notes.change(id, () => note);
      expect([...(await another().notes.matching({ text: 'a' }))].sort((x, y) => x.count - y.count)).toEqual([
        one,
        two,
      ]);
      expect(await notes.matching({ text: quoted.text })).toEqual([quoted]);
      expect(await notes.matching({ text: 'a', count: '1' })).toEqual([]);
      expect(await notes.matching({ text: 'a', constructor: 'a' })).toEqual([]);
    });

    it('sessions of one user are listed and ended by id, those of others are not', async () => {
      const { sessions, clock } = opened;
      const id = await added();
      const other = ConsoleUserId.parse('somebody-else');
      const secret = await sessions.start(id, 'Telepon');
      await clock.advance(61_000);
      const [mine, foreign] = [await sessions.start(id), await sessions.start(other)];
      expect(await sessions.find(secret, 'look')).toMatchObject({ user: id, device: 'Telepon' });
      const open = await sessions.of(id);
      expect(open.map(({ device }) => device)).toEqual([undefined, 'Telepon']);
      const [first, second] = open;
      expect(await sessions.endOf(other, first?.id ?? '')).toBe(false);
      expect(await sessions.endOf(id, second?.id ?? '')).toBe(true);
      expect(await sessions.find(secret)).toBeUndefined();
      expect(await sessions.find(mine)).toMatchObject({ id: first?.id });
      expect(await sessions.find(foreign)).toMatchObject({ user: other });
    });

    it('to look at a session is not to use it', async () => {
      const { sessions, clock } = opened;
      const secret = await sessions.start(await added());
      for (const _ of [1, 2]) {
        await clock.advance(20 * 60_000);
        await sessions.find(secret, 'look');
      }
      expect(await sessions.find(secret)).toBeUndefined();
    });

    async function added(): Promise<ConsoleUserId> {
      const result = await opened.users.add(rini);
      if (result.kind !== 'added') throw new Error(result.kind);
      return result.user.id;
    }
  });
}
