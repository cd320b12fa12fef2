import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { afterAll, inject, onTestFinished } from 'vitest';

/**
 * A real Chromium with all of its security on. The flags only keep it from calling home and from needing the kernel
 * features that containers lack; the package's own list would switch CORS off.
 */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, libraryPath } = inject('chromium');
  return chromium.launch({
    executablePath,
    headless: true,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--no-first-run'],
    env: { ...process.env, LD_LIBRARY_PATH: libraryPath },
  });
}

let shared: Promise<Browser> | undefined;

/** A fresh profile in the file's browser; closed when the test is over. */
export async function openContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  shared ??= launchBrowser();
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
