import { describe, expect, it } from 'vitest';
import type { Presence } from '../../../src/console/desk/presence.ts';
import { conversationId } from '../../conversations-store/turns.ts';
import type { FakeClock } from '../../support/fake-clock.ts';

const chat = conversationId('yang dibuka');
const rini = { id: 'u1', name: 'Rini' };
const dewi = { id: 'u2', name: 'Dewi' };

/** What every adapter of the port promises. */
export function describePresence(
  name: string,
  open: () => Promise<{ presence: Presence; clock: FakeClock }>,
) {
  describe(`${name}: who has a chat open`, () => {
    it('tells of others, by name, and never of oneself', async () => {
      const { presence } = await open();
      await presence.note(chat, rini, false);
      await presence.note(chat, dewi, true);
      await presence.note(conversationId('yang lain'), { id: 'u3', name: 'Bos' }, true);
      expect(await presence.others(chat, rini.id)).toEqual([{ ...dewi, typing: true }]);
      expect(await presence.others(chat, 'u9')).toEqual([
        { ...dewi, typing: true },
        { ...rini, typing: false },
      ]);
    });

    it('forgets who stopped writing, then who went away', async () => {
      const { presence, clock } = await open();
      await presence.note(chat, dewi, true);
      await clock.advance(9_000);
      expect(await presence.others(chat, rini.id)).toEqual([{ ...dewi, typing: false }]);
      await clock.advance(4_000);
      expect(await presence.others(chat, rini.id)).toEqual([]);
      await presence.note(chat, dewi, false);
      expect(await presence.others(chat, rini.id)).toEqual([{ ...dewi, typing: false }]);
    });
  });
}
