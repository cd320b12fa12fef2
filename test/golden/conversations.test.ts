import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { play } from './play.ts';
import { parseScript } from './script.ts';

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
      const { text, broken } = await play(script);
      expect(broken).toEqual([]);
      await expect(text).toMatchFileSnapshot(path);
    });
  }
});
