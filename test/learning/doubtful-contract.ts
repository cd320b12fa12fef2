import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationStore } from '../../src/conversations/conversation-store.ts';
import type { DoubtfulMessages } from '../../src/conversations/doubtful-messages.ts';
import type { Utterance } from '../../src/conversations/message.ts';
import { aUser, conversationId, take } from '../conversations-store/turns.ts';
import type { FakeClock } from '../support/fake-clock.ts';
import { unknown } from './teaching.ts';

export interface OpenedDoubtful {
  readonly store: ConversationStore;
  readonly doubtful: DoubtfulMessages;
  readonly clock: FakeClock;
  dispose(): Promise<void>;
}

const chat = conversationId('ragu');
const always = { since: '2026-01-01T00:00:00.000Z', limit: 50 };

function understood(text: string): Utterance {
  return { from: 'user', text, insight: { intent: 'thanks', confidence: 0.9, kind: 'understood' } };
}

/** What every adapter says of messages that the bot may have misunderstood. */
export function describeDoubtful(name: string, open: () => Promise<OpenedDoubtful>): void {
  describe(`doubtful messages in ${name}`, () => {
    let opened: OpenedDoubtful;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.dispose());

    const texts = async (query = always) =>
      (await opened.doubtful.newest(query)).map(({ text, doubt }) => [text, doubt]);

    it('are what was not recognised or not sure, the newest first', async () => {
      const { store } = opened;
      await take(store, chat, {
        says: [unknown('bingung min'), understood('makasih'), { from: 'bot', text: 'Ya' }],
      });
      await take(store, conversationId('lain'), {
        at: '2026-03-12T03:00:00.000Z',
        says: [
          { from: 'user', text: 'yang itu', insight: { intent: 'thanks', confidence: 0.4, kind: 'unsure' } },
        ],
      });
      expect(await texts()).toEqual([
        ['yang itu', 'unsure'],
        ['bingung min', 'unknown'],
      ]);
      expect(await texts({ ...always, limit: 1 })).toEqual([['yang itu', 'unsure']]);
      expect(await texts({ ...always, since: '2026-03-12T02:30:00.000Z' })).toEqual([['yang itu', 'unsure']]);
    });

    it('are also what was understood in a chat that got one or two of five', async () => {
      const { store } = opened;
      const rating = (score: 2 | 3) => ({ rating: { score, at: '2026-03-12T02:00:00.000Z' } });
      await take(store, chat, { says: [understood('makasih ya')], conversation: rating(2) });
      await take(store, conversationId('lain'), { says: [understood('oke sip')], conversation: rating(3) });
      expect(await texts()).toEqual([['makasih ya', 'ratedBadly']]);
    });

    it('are no taps, no numbers, no answers to forms and surveys, no stories', async () => {
      const { store } = opened;
      await take(store, chat, {
        says: [
          { from: 'bot', text: 'Pilih', choices: [{ title: 'Layar putih', value: 'layar putih saja' }] },
          unknown('Layar putih'),
          unknown('layar putih saja'),
          unknown('3273********0009'),
          unknown('[kode] [nomor HP]'),
          unknown('ok'),
          { ...unknown('lumayan membantu'), dialog: 'rating', step: 'askComment' },
          { ...unknown('nomornya lupa'), dialog: 'verify-owner', step: 'askNik' },
          unknown('x'.repeat(301)),
          unknown('yang ini ditanya'),
        ],
      });
      expect(await texts()).toEqual([['yang ini ditanya', 'unknown']]);
    });

    it('go with an erased user', async () => {
      const { store } = opened;
      await take(store, chat, { says: [unknown('bingung min')] });
      await store.eraseUser(aUser);
      expect(await texts()).toEqual([]);
    });
  });
}
