import { describe, expect, it } from 'vitest';
import type { ReadMarks } from '../../src/console/read-marks/read-marks.ts';
import { ConsoleUserId } from '../../src/console/users.ts';
import { conversationId } from '../conversations-store/turns.ts';

const [rini, dewi] = [ConsoleUserId.parse('u-rini'), ConsoleUserId.parse('u-dewi')];
const [one, two, three] = [conversationId('satu'), conversationId('dua'), conversationId('tiga')];

/** What every adapter of the port promises. */
export function describeReadMarks(
  name: string,
  open: () => Promise<{ marks: ReadMarks; another: () => ReadMarks }>,
) {
  describe(`${name}: who has read what`, () => {
    it('is kept for each person and chat, wherever they sit next', async () => {
      const { marks, another } = await open();
      await marks.mark(rini, one, 3);
      await marks.mark(rini, two, 9);
      await marks.mark(dewi, one, 1);
      await marks.mark(rini, one, 5);
      const elsewhere = another();
      expect(await elsewhere.of(rini, [one, two, three])).toEqual(
        new Map([
          [one, 5],
          [two, 9],
        ]),
      );
      expect(await elsewhere.of(dewi, [one, two])).toEqual(new Map([[one, 1]]));
      expect(await elsewhere.of(rini, [])).toEqual(new Map());
    });
  });
}
