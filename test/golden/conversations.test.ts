import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
// Before anything that imports the dialogs: only what is compiled afterwards is counted.
import { branchesOf } from './branch-coverage.ts';
import { play } from './play.ts';
import { parseScript } from './script.ts';
import { unsaid } from './unsaid.ts';

const folder = resolve('test/conversations');
const files = readdirSync(folder).filter(file => file.endsWith('.txt'));

describe('golden chats', () => {
  it('are there', () => {
    expect(files.length).toBeGreaterThanOrEqual(20);
  });

  for (const file of files) {
    it(file.replace('.txt', '').replaceAll('-', ' '), async () => {
      const path = join(folder, file);
      const script = parseScript(readFileSync(path, 'utf8'));
      expect(script.beats.some(beat => 'expects' in beat || beat.kind === 'outcome')).toBe(true);
      const { text, broken, repeated } = await play(script);
      await expect.soft(text).toMatchFileSnapshot(path);
      expect(broken).toEqual([]);
      expect(repeated).toEqual([]);
    });
  }

  it('take every branch of src/dialogs', async () => {
    const { branches, missing } = await branchesOf('src/dialogs');
    expect(branches).toBeGreaterThan(500);
    expect(missing).toEqual([]);
  });

  it('leave no sentence of dialogs/ unsaid', () => {
    expect(unsaid(chats().map(({ text }) => text))).toEqual([]);
  });
});

function chats() {
  return files.map(file => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
}
