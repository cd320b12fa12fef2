import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type Chromium, unpackChromium } from '../support/chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly chromium: Chromium;
  }
}

/** Unpacks Chromium once for all browser tests. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'browser-tests-'));
  project.provide('chromium', await unpackChromium(folder));
  return () => rm(folder, { recursive: true, force: true });
}
