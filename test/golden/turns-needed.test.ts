import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Beat, parseScript, type SolvedKind } from './script.ts';

const folder = 'test/conversations';
const scripts = readdirSync(folder)
  .filter(file => file.endsWith('.txt'))
  .map(file => parseScript(readFileSync(join(folder, file), 'utf8')));

/** Median turns of the user from the first message to the marked solution; a complete reset ends at the new password. */
describe('turns that a user needs', () => {
  it.each([
    ['gejala', 4, 15],
    ['reset', 8, 5],
  ] as const)('until the right fix (%s) at most %d, over at least %d chats', (kind, most, chats) => {
    const needed = scripts.flatMap(({ beats }) => turnsUntil(beats, kind));
    process.stdout.write(
      `turns needed (${kind}): median ${median(needed)} over ${needed.length} golden chats\n`,
    );
    expect(needed.length).toBeGreaterThanOrEqual(chats);
    expect(median(needed)).toBeLessThanOrEqual(most);
  });
});

/** None when the chat has no such mark. What is written and what is tapped both count. */
function turnsUntil(beats: readonly Beat[], kind: SolvedKind): number[] {
  const at = beats.findIndex(beat => beat.kind === 'solved' && beat.of === kind);
  if (at === -1) return [];
  return [beats.slice(0, at).filter(isTurnOfUser).length];
}

function isTurnOfUser(beat: Beat): boolean {
  return beat.kind === 'says' || (beat.kind === 'direction' && beat.text.startsWith('tombol:'));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
