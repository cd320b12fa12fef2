import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stateShape } from '../../src/accounts/mock/state.ts';
import type { ConversationId } from '../../src/ids.ts';

/** To how many verifications these conversations led at the account service of this ground: `none`, or `several`, are wrong. */
export async function effectsOf(
  dataDir: string,
  conversations: readonly ConversationId[],
): Promise<{ readonly none: number; readonly several: number; readonly verifications: number }> {
  const file = join(dataDir, 'institution', 'state.json');
  const { verifications } = stateShape.parse(JSON.parse(await readFile(file, 'utf8')));
  const made = Object.values(verifications).map(({ conversation }) => conversation);
  const counts = conversations.map(id => made.filter(other => other === id).length);
  return {
    none: counts.filter(times => times === 0).length,
    several: counts.filter(times => times > 1).length,
    verifications: counts.reduce((sum, times) => sum + times, 0),
  };
}
