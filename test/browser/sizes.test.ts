import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, inject, it } from 'vitest';

it('the launcher weighs at most 3 kB, the whole widget at most 24 kB (gzip)', async () => {
  const [launcher, panel] = await Promise.all(['widget.js', 'widget-panel.js'].map(gzipSize));
  console.log(`widget, gzip: launcher ${launcher} B, panel ${panel} B`);
  expect(launcher).toBeLessThanOrEqual(3_000);
  expect(Number(launcher) + Number(panel)).toBeLessThanOrEqual(24_000);
});

async function gzipSize(file: string): Promise<number> {
  return gzipSync(await readFile(join(inject('webDir'), file)), { level: 9 }).length;
}
