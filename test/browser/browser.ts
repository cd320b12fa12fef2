import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, inject, onTestFinished } from 'vitest';
import { launchChromium } from '../support/chromium.ts';

let shared: Promise<Browser> | undefined;

/** A fresh profile in the file's browser; closed when the test is over. */
export async function openContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  shared ??= launchChromium(inject('chromium'));
  const context = await (await shared).newContext({ locale: 'id-ID', ...options });
  onTestFinished(() => context.close());
  return context;
}

export async function openPage(url: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await openContext(options)).newPage();
  await page.goto(url);
  return page;
}

afterAll(async () => {
  await (await shared)?.close();
  shared = undefined;
});
