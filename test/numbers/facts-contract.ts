import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noNotes } from '../../src/conversations/case-notes.ts';
import type { ConversationFact, ConversationFacts } from '../../src/conversations/conversation-facts.ts';
import type { ConversationStore } from '../../src/conversations/conversation-store.ts';
import type { Utterance } from '../../src/conversations/message.ts';
import { UserId } from '../../src/ids.ts';
import { aUser, conversationId, take } from '../conversations-store/turns.ts';

export interface OpenedFacts {
  readonly store: ConversationStore;
  readonly facts: ConversationFacts;
  dispose(): Promise<void>;
}

const chat = conversationId('angka');

async function all(pages: AsyncIterable<readonly ConversationFact[]>): Promise<readonly ConversationFact[]> {
  const found: ConversationFact[] = [];
  for await (const page of pages) found.push(...page);
  return found;
}

function user(kind: 'understood' | 'unsure' | 'unknown', intent: string): Utterance {
  return { from: 'user', text: 'x', insight: { intent, confidence: 0.5, kind } };
}

/** What every adapter tells of conversations for the numbers. */
export function describeFacts(name: string, open: () => Promise<OpenedFacts>): void {
  describe(`facts of conversations in ${name}`, () => {
    let opened: OpenedFacts;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.dispose());

    it('are counts, codes and times of each conversation that began on a day of Jakarta', async () => {
      const { store, facts } = opened;
      await take(store, chat, {
        at: '2026-03-11T17:30:00.000Z',
        says: [
          user('unsure', 'login_failed'),
          user('understood', 'forgot_password'),
          user('unknown', 'greeting'),
          { from: 'bot', text: 'Pilih', dialog: 'guide', step: 'show' },
          { from: 'bot', text: 'Lagi', dialog: 'guide', step: 'show' },
        ],
        conversation: {
          outcome: 'solved',
          rating: { score: 4, at: '2026-03-11T17:30:00.000Z' },
          notes: {
            ...noNotes,
            causes: ['mismatch'],
            personWantedAt: '2026-03-11T17:30:00.000Z',
            open: { dialog: 'guide', step: 'show' },
          },
        },
      });
      await take(store, chat, {
        at: '2026-03-11T19:30:00.000Z',
        says: [{ from: 'agent', text: 'Halo', name: 'Rini' }, user('understood', 'thanks')],
      });
      expect(await all(facts.of('2026-03-11'))).toEqual([]);
      expect(await all(facts.of('2026-03-12'))).toEqual([
        {
          id: chat,
          user: aUser,
          channel: 'web',
          outcome: 'solved',
          startedAt: '2026-03-11T17:30:00.000Z',
          updatedAt: '2026-03-11T19:30:00.000Z',
          lastUserAt: '2026-03-11T19:30:00.000Z',
          personWantedAt: '2026-03-11T17:30:00.000Z',
          personRepliedAt: '2026-03-11T19:30:00.000Z',
          score: 4,
          causes: ['mismatch'],
          userMessages: 4,
          unknown: 1,
          unsure: 1,
          cameBack: true,
          reached: ['guide.show'],
          open: 'guide.show',
          mixedUp: [['login_failed', 'forgot_password']],
        },
      ]);
    });

    it('know who came back in another conversation, within a day of the end of the first', async () => {
      const { store, facts } = opened;
      const begin = async (name: string, at: string, who: string, says?: readonly Utterance[]) =>
        take(store, conversationId(name), {
          at,
          says: says ?? ['halo'],
          conversation: { user: UserId.parse(`dl_${who}-of-facts`) },
        });
      await begin('first', '2026-03-12T03:00:00.000Z', 'back');
      await begin('again', '2026-03-13T02:59:00.000Z', 'back');
      await begin('late', '2026-03-12T03:00:00.000Z', 'tomorrow');
      await begin('too late', '2026-03-13T03:00:01.000Z', 'tomorrow');
      await begin('looked', '2026-03-12T03:00:00.000Z', 'silent');
      await begin('only looked', '2026-03-12T04:00:00.000Z', 'silent', [{ from: 'bot', text: 'Halo' }]);
      const found = await all(facts.of('2026-03-12'));
      expect(found.filter(({ cameBack }) => cameBack).map(({ id }) => id)).toEqual([conversationId('first')]);
      expect(found).toHaveLength(4);
    });

    it('come a few hundred at a time, each once, also when many began in the same moment', async () => {
      const { store, facts } = opened;
      for (let n = 0; n < 401; n++)
        await take(store, conversationId(`many ${n}`), { at: '2026-03-12T03:00:00.000Z', says: [] });
      const found = await all(facts.of('2026-03-12'));
      expect(found).toHaveLength(401);
      expect(new Set(found.map(({ id }) => id)).size).toBe(401);
    });

    it('mark a day anew when one of its conversations goes on, begins or is erased', async () => {
      const { store, facts } = opened;
      const mark = () => facts.mark('2026-03-12');
      const marks = [await mark()];
      await take(store, chat, { at: '2026-03-12T02:00:00.000Z' });
      marks.push(await mark());
      await take(store, chat, { at: '2026-03-12T02:00:01.000Z' });
      marks.push(await mark());
      await take(store, conversationId('lain'), { at: '2026-03-12T02:00:00.500Z' });
      marks.push(await mark());
      expect(new Set(marks).size).toBe(4);
      await store.eraseUser(aUser);
      expect(await mark()).toBe(marks[0]);
    });
  });
}
