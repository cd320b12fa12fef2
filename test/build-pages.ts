import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** What the build wrote for browsers: the assistant refuses to start without it. */
    readonly webDir: string;
  }
}

/** Global set-up of the tests that start the whole assistant: builds what browsers load, in a folder of its own. */
export default async function buildPages(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'pages-'));
  await promisify(execFile)(process.execPath, ['esbuild.config.mjs', '--web', '--outdir', folder]);
  project.provide('webDir', join(folder, 'web'));
  return () => rm(folder, { recursive: true, force: true });
}
