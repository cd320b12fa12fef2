import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import type { TestProject } from 'vitest/node';
import { serverBundle } from '../src/build/server-bundle.mjs';
import { keptModelDir } from './support/kept-model.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The built server, as `npm start` runs it. */
    readonly builtMain: string;
    /** Holds the built commands of operators; see support/commands.ts. */
    readonly builtCommands: string;
    /** The built thread of trainings. */
    readonly trainWorker: string;
    /** Holds the trained classifier, so that each test that starts an assistant loads it in milliseconds. */
    readonly modelDir: string;
    /** What the build wrote for browsers: the assistant refuses to start without it. */
    readonly webDir: string;
    /** Of this run: where test files leave something for one another. */
    readonly sharedFolder: string;
  }
}

/** Global set-up: builds the assistant in a folder of its own, where Node still finds the project's packages. */
export default async function buildAssistant(project: TestProject): Promise<() => Promise<void>> {
  const cache = resolve('node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'assistant-under-test-'));
  await promisify(execFile)(process.execPath, ['esbuild.config.mjs', '--outdir', folder]);
  const commands = join(folder, 'commands');
  await buildCommands(commands);
  project.provide('builtCommands', commands);
  project.provide('modelDir', keptModelDir());
  project.provide('sharedFolder', join(folder, 'shared'));
  project.provide('builtMain', join(folder, 'main.js'));
  project.provide('trainWorker', join(folder, 'train-worker.js'));
  project.provide('webDir', join(folder, 'web'));
  return () => rm(folder, { recursive: true, force: true });
}

async function buildCommands(outdir: string): Promise<void> {
  await build({
    entryPoints: [
      'src/console/cli.ts',
      'src/conversations/transcripts-cli.ts',
      'src/db-cli.ts',
      'src/incidents/cli.ts',
      'src/understanding/cli.ts',
    ],
    outbase: 'src',
    outdir,
    ...serverBundle,
  });
}
