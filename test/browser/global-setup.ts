import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { type Chromium, unpackChromium } from '../support/chromium.ts';
import { keptModelDir } from '../support/kept-model.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly chromium: Chromium;
    /** What the build wrote for browsers. */
    readonly webDir: string;
    readonly modelDir: string;
  }
}

const run = promisify(execFile);

/** Unpacks Chromium and builds the browser bundles once for all browser tests. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'browser-tests-'));
  const webDir = join(folder, 'web');
  const [chromium] = await Promise.all([
    unpackChromium(folder),
    run(process.execPath, ['esbuild.config.mjs', '--web', '--outdir', folder]),
  ]);
  project.provide('chromium', chromium);
  project.provide('webDir', webDir);
  project.provide('modelDir', keptModelDir());
  return () => rm(folder, { recursive: true, force: true });
}
