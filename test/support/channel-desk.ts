import { openAuditFile } from '../../src/audit/audit-file.ts';
import type { ChannelDesk } from '../../src/console/channels/channel-desk.ts';
import { conversationId } from '../conversations-store/turns.ts';
import type { FakeClock } from './fake-clock.ts';

/** Telegram, and a message that it refused to take. */
export const refusedMessage = {
  conversation: conversationId('tidak terkirim'),
  channel: 'telegram',
  sequence: 2,
  since: '2026-03-12T01:00:00.000Z',
  failedAt: '2026-03-12T01:00:02.000Z',
  attempts: 1,
  problem: 'telegram-403',
} as const;

/** Channels of which nothing is real but the record of who did what. */
export function createTestDesk({ dataDir, clock }: { dataDir: string; clock: FakeClock }): ChannelDesk {
  let letters = [refusedMessage];
  return {
    inbox: { deadLetters: async () => [], retry: async () => false },
    outbox: {
      deadLetters: async () => letters,
      undeliveredOf: async conversation => letters.filter(letter => letter.conversation === conversation),
      async retry(conversation, sequence) {
        const before = letters.length;
        letters = letters.filter(one => one.conversation !== conversation || one.sequence !== sequence);
        return letters.length < before;
      },
    },
    async health() {
      const lastFailure = { at: '2026-03-12T01:00:02.000Z', problem: 'telegram-403' };
      const outgoing = { waiting: 3, oldest: '2026-03-12T01:30:00.000Z' };
      return [{ name: 'telegram', status: 'failing', lastFailure, incoming: { waiting: 0 }, outgoing }];
    },
    retried() {},
    audit: openAuditFile({ dataDir, clock }),
    clock,
  };
}
