import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditLog, NewAuditEntry } from '../../src/audit/audit-log.ts';
import type { FakeClock } from '../support/fake-clock.ts';

export const rini = { id: 'u-rini', name: 'Rini', role: 'editor' };
export const joko = { id: 'u-joko', name: 'Joko', role: 'admin' };

export function labelled(object: string, actor = rini): NewAuditEntry {
  return { actor, action: 'label', object, details: { intent: 'forgot_password', count: 2 } };
}

export interface OpenedAudit {
  readonly audit: AuditLog;
  readonly clock: FakeClock;
  /** The same log as another process has it. */
  another(): AuditLog;
  dispose(): Promise<void>;
}

/** What every audit log promises, however it is kept. */
export function describeAuditLog(name: string, open: () => Promise<OpenedAudit>): void {
  describe(`an audit log in ${name}`, () => {
    let opened: OpenedAudit;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.dispose());

    it('is whole while it is empty', async () => {
      expect(await opened.audit.verify()).toEqual({ entries: 0, head: 'start' });
      expect(await opened.audit.page({ limit: 10 })).toEqual([]);
    });

    it('keeps who did what to which object and when, each entry tied to the one before', async () => {
      const { audit, clock } = opened;
      const first = await audit.append(labelled('pesan-1'));
      await clock.advance(1_000);
      const second = await audit.append({ actor: joko, action: 'activate-model', object: 'v2' });
      expect(first).toMatchObject({ number: 1, at: '2026-03-12T02:00:00.000Z', ...labelled('pesan-1') });
      expect(second).toMatchObject({ number: 2, previous: first.hash, details: {} });
      expect(await audit.page({ limit: 10 })).toEqual([second, first]);
      expect(await audit.verify()).toEqual({ entries: 2, head: second.hash });
    });

    it('is read page by page, by action and by person', async () => {
      const { audit } = opened;
      for (const object of ['a', 'b', 'c']) await audit.append(labelled(object));
      await audit.append({ actor: joko, action: 'export', object: 'labels' });
      const objects = async (query: Parameters<AuditLog['page']>[0]) =>
        (await audit.page(query)).map(({ object }) => object);
      expect(await objects({ limit: 2 })).toEqual(['labels', 'c']);
      expect(await objects({ limit: 2, before: 3 })).toEqual(['b', 'a']);
      expect(await objects({ limit: 9, action: 'label' })).toEqual(['c', 'b', 'a']);
      expect(await objects({ limit: 9, actor: joko.id })).toEqual(['labels']);
    });

    it('stays one chain when two processes write at once', async () => {
      const { audit, another } = opened;
      const other = another();
      await Promise.all(
        Array.from({ length: 20 }, (_, n) => (n % 2 ? audit : other).append(labelled(`pesan-${n}`))),
      );
      const numbers = (await audit.page({ limit: 100 })).map(({ number }) => number);
      expect(numbers).toEqual(Array.from({ length: 20 }, (_, n) => 20 - n));
      expect(await other.verify()).toMatchObject({ entries: 20 });
      expect(await other.verify()).not.toHaveProperty('broken');
    });
  });
}
