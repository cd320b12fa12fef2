import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../src/channels/web-chat/limits.ts';
import { seededRandom } from '../../src/understanding/seeded-random.ts';
import { openBreakableLine } from '../support/breakable-line.ts';
import { openContext } from './browser.ts';
import { startSite } from './web-site.ts';
import { findWidget, waitFor } from './widget-page.ts';

const cuts = 50;
const messages = Array.from({ length: 40 }, (_, n) => `pesan ${n + 1}`);

describe.each([
  ['over a socket', '', 1],
  ['by polling', 'window.WebSocket = class { constructor() { throw new Error("blocked"); } };', 2],
])('a conversation %s whose network is cut 50 times at random moments', (_name, before, seed) => {
  it('loses nothing, shows nothing twice, and keeps the order', async () => {
    const site = await startSite({ limits: generous });
    const line = await openBreakableLine(site.url);
    const context = await openContext();
    await context.addInitScript(before);
    const page = await context.newPage();
    await page.goto(line.url);
    const widget = findWidget(page);
    await widget.launcher.click();
    await widget.reads('Halo!');

    const chance = seededRandom(seed);
    await Promise.all([write(page, seededRandom(seed + 100)), cutAgainAndAgain()]);
    const wanted = ['Halo!', ...messages.flatMap(text => [text, `Gema: ${text}`])];
    await widget.reads(...wanted);
    await waitFor(() => widget.panel.getByText('Gagal terkirim').count(), 0);
    const stored = await site.store.messages(site.conversation());
    expect(stored.map(({ text }) => text)).toEqual(wanted);

    async function cutAgainAndAgain(): Promise<void> {
      for (let cut = 0; cut < cuts; cut += 1) {
        await pause(50 + chance() * 350);
        line.cut();
        await pause(chance() * 150);
        line.mend();
      }
    }
  });
});

/** As a visitor would, not caring whether there is a network. */
async function write(page: Page, chance: () => number): Promise<void> {
  for (const text of messages) {
    await page.evaluate(`JmoBantuan.send(${JSON.stringify(text)})`);
    await pause(chance() * 700);
  }
}

/** What is sent again and again counts, too; that there is a limit is shown elsewhere. */
const generous = { ...defaultLimits, postsPerConversation: { times: 10_000, seconds: 60 } };
