import { describe, expect, inject, it } from 'vitest';
// Before anything that imports the dialogs: only what is compiled afterwards is counted.
import { branchesOf } from './branch-coverage.ts';
import { goldenChats } from './chats.ts';
import { play } from './play.ts';
import { parseScript } from './script.ts';
import { takenTogether } from './taken-together.ts';

/** `chats-1.test.ts` to `chats-3.test.ts`: one file would keep one core busy long after the other one is done. */
const parts = [1, 2, 3] as const;
type Part = (typeof parts)[number];

/** Every third golden chat. Which branches all of them take together is judged by the part that ends last. */
export function describeChats(part: Part): void {
  describe(`golden chats, part ${part}`, () => {
    for (const { name, path, text: asWritten } of goldenChats().filter(
      (_, n) => n % parts.length === part - 1,
    )) {
      it(name, async () => {
        const script = parseScript(asWritten);
        expect(script.beats.some(beat => 'expects' in beat || beat.kind === 'outcome')).toBe(true);
        const { text, broken, repeated } = await play(script);
        await expect.soft(text).toMatchFileSnapshot(path);
        expect(broken).toEqual([]);
        expect(repeated).toEqual([]);
      });
    }

    it('take every branch of src/dialogs, all parts together', async () => {
      const branches = await branchesOf('src/dialogs');
      expect(branches.length).toBeGreaterThan(500);
      const { waitingFor, missing } = await takenTogether(inject('sharedFolder'), { part, parts }, branches);
      if (waitingFor.length === 0) expect(missing).toEqual([]);
    });
  });
}
