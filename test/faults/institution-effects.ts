import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stateShape } from '../../src/accounts/mock/state.ts';
import type { ConversationId } from '../../src/ids.ts';

/** How many of these conversations did not lead to exactly one verification at the account service of this ground. */
export async function effectsOf(
  dataDir: string,
  conversations: readonly ConversationId[],
): Promise<{ readonly wrong: number; readonly verifications: number }> {
  const file = join(dataDir, 'institution', 'state.json');
  const { verifications } = stateShape.parse(JSON.parse(await readFile(file, 'utf8')));
  const made = Object.values(verifications).map(({ conversation }) => conversation);
  const counts = conversations.map(id => made.filter(other => other === id).length);
  return {
    wrong: counts.filter(times => times !== 1).length,
    verifications: counts.reduce((sum, times) => sum + times, 0),
  };
}
