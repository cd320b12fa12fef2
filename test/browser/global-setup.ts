import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { keptModelDir } from '../support/kept-model.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly chromium: Chromium;
    /** What the build wrote for browsers. */
    readonly webDir: string;
    readonly modelDir: string;
  }
}

export interface Chromium {
  readonly executablePath: string;
  /** Libraries that come with it, so that no system package is needed. */
  readonly libraryPath: string;
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

/**
 * In a process of its own, because the package unpacks to the temp folder and would reuse whatever another version left
 * there. The variable of AWS makes it unpack its libraries, too.
 */
async function unpackChromium(folder: string): Promise<Chromium> {
  const script =
    "import chromium from '@sparticuz/chromium'; process.stdout.write(await chromium.executablePath())";
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
  });
  return { executablePath: stdout, libraryPath: join(folder, 'al2023', 'lib') };
}
