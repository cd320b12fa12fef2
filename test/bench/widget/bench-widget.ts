import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { launchChromium, unpackChromium } from '../../support/chromium.ts';
import { installPeers, peerBundles } from '../../support/peers.ts';
import type { BenchResult } from '../cli.ts';
import { startHost } from './host.ts';
import { networks } from './networks.ts';
import { measureOpening, type Opening } from './opening.ts';
import { measureSizes } from './sizes.ts';
import { table } from './table.ts';

/** Microsoft's bundle takes half a minute each time. */
const runs = { widget: 3, 'web-chat': 1 } as const;

/** Weight of the widget beside other people's, and how long somebody on a bad network waits for each. */
export async function benchWidget(): Promise<BenchResult> {
  const tell = (line: string) => process.stderr.write(`${line}\n`);
  installPeers(tell);
  const folder = await mkdtemp(join(tmpdir(), 'bench-widget-'));
  try {
    tell('Membangun dan mengukur ...');
    await promisify(execFile)(process.execPath, ['esbuild.config.mjs', '--web', '--outdir', folder]);
    const webDir = join(folder, 'web');
    const sizes = await measureSizes(webDir, peerBundles);
    const openings = await measureOpenings(folder, webDir, tell);
    return { figures: { sizes, openings }, table: table(sizes, openings) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureOpenings(folder: string, webDir: string, tell: (line: string) => void) {
  const host = await startHost(folder, webDir);
  const browser = await launchChromium(await unpackChromium(folder));
  try {
    const openings: Opening[] = [];
    for (const network of networks) {
      for (const page of ['widget', 'web-chat'] as const) {
        tell(`${network.name}: ${page} ...`);
        for (let run = 0; run < runs[page]; run += 1) {
          openings.push(await measureOpening(browser, { url: host.url, page, network }));
        }
      }
    }
    return openings;
  } finally {
    await browser.close();
    await host.close();
  }
}
