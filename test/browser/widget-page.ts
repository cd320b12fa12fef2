import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { openPage } from './browser.ts';

/** The widget as a visitor finds it: by names and roles only. */
export function findWidget(page: Page) {
  const panel = page.getByRole('dialog', { name: 'Bantuan login JMO' });
  const log = panel.getByRole('log');
  const input = panel.getByRole('textbox', { name: 'Tulis pesan' });
  return {
    page,
    panel,
    log,
    input,
    launcher: page.getByRole('button', { name: 'Bantuan login JMO, buka chat' }),
    close: panel.getByRole('button', { name: 'Tutup chat' }),
    bubbles: log.locator('.bubble'),
    /** Writes and presses Enter. */
    async say(text: string) {
      await input.fill(text);
      await input.press('Enter');
    },
    /** Waits until the bubbles hold exactly these texts, in this order. */
    async reads(...texts: string[]) {
      await waitFor(
        async () => (await log.locator('.bubble').allInnerTexts()).map(text => text.trim()),
        texts,
      );
    },
  };
}

export type Widget = ReturnType<typeof findWidget>;

/** Opens the page and the chat on it, and waits for the greeting. */
export async function openWidget(url: string, options: BrowserContextOptions = {}): Promise<Widget> {
  const widget = findWidget(await openPage(url, options));
  await widget.launcher.click();
  await widget.reads('Halo!');
  return widget;
}

/** Polls until `read` gives `wanted`. */
export async function waitFor<T>(read: () => Promise<T>, wanted: T): Promise<void> {
  await expect.poll(read, { timeout: 20_000, interval: 50 }).toEqual(wanted);
}

export async function hasFocus(locator: Locator): Promise<boolean> {
  return locator.evaluate(element => {
    const root = element.getRootNode();
    return 'activeElement' in root && root.activeElement === element;
  });
}
