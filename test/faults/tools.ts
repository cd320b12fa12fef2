import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { serverBundle } from '../../src/build/server-bundle.mjs';
import { buildValues } from '../../src/content/build-values.ts';
import { builtValuesName } from '../../src/content/built-values.ts';
import { keptModelDir } from '../support/kept-model.ts';

/** What is made once for all scenarios. */
export interface Tools {
  /** The built child, children/assistant.ts. */
  readonly childFile: string;
  readonly webDir: string;
  readonly modelDir: string;
  /** Of a running server, on which every scenario makes a database of its own. */
  readonly postgresUrl: string | undefined;
  dispose(): Promise<void>;
}

/** `webDir`: what a run of the tests has built already. */
export async function makeTools(postgresUrl?: string, webDir?: string): Promise<Tools> {
  const cache = resolve('node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'faults-'));
  // Built as `npm start` builds it.
  await build({
    entryPoints: { assistant: 'test/faults/children/assistant.ts' },
    outdir: folder,
    ...serverBundle,
  });
  // As beside the built server: without it each start would parse all content anew.
  await writeFile(join(folder, builtValuesName), JSON.stringify(buildValues('.')));
  const ownWeb = join(folder, 'web');
  if (webDir === undefined)
    await promisify(execFile)(process.execPath, ['esbuild.config.mjs', '--web', '--outdir', folder]);
  return {
    childFile: join(folder, 'assistant.js'),
    webDir: webDir ?? ownWeb,
    modelDir: keptModelDir(),
    postgresUrl,
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}
