import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
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
    /** The built thread of trainings. */
    readonly trainWorker: string;
  }
}

const run = promisify(execFile);

/** Unpacks Chromium and builds the browser bundles once for all browser tests. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'browser-tests-'));
  // Where Node finds the project's packages.
  const cache = resolve('node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const built = await mkdtemp(join(cache, 'browser-tests-'));
  const [chromium] = await Promise.all([
    unpackChromium(folder),
    run(process.execPath, ['esbuild.config.mjs', '--outdir', built]),
  ]);
  project.provide('chromium', chromium);
  project.provide('webDir', join(built, 'web'));
  project.provide('trainWorker', join(built, 'train-worker.js'));
  project.provide('modelDir', keptModelDir());
  return async () => {
    for (const made of [folder, built]) await rm(made, { recursive: true, force: true });
  };
}
