import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface Size {
  readonly name: string;
  /** In bytes, gzip level 9. */
  readonly gzip: number;
}

/** Our launcher, our whole widget (JavaScript and CSS are in the same files), then the peers. */
export async function measureSizes(
  webDir: string,
  peers: Readonly<Record<string, string>>,
): Promise<readonly Size[]> {
  const launcher = await gzipSize(join(webDir, 'widget.js'));
  const panel = await gzipSize(join(webDir, 'widget-panel.js'));
  const others = Object.entries(peers).map(async ([name, file]) => ({ name, gzip: await gzipSize(file) }));
  return [
    { name: 'launcher', gzip: launcher },
    { name: 'widget', gzip: launcher + panel },
    ...(await Promise.all(others)),
  ];
}

async function gzipSize(file: string): Promise<number> {
  return gzipSync(await readFile(file), { level: 9 }).length;
}
