import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { markupAttacks } from '../support/markup-attacks.ts';
import { openContext } from './browser.ts';
import { startSite } from './web-site.ts';
import { findWidget, waitFor } from './widget-page.ts';

describe('200 attempts to run a script', () => {
  it('there are that many', () => {
    expect(markupAttacks.length).toBeGreaterThanOrEqual(200);
  });

  it('in every field of what the server sends, for visitor, bot and person, run nothing and are shown as text', async () => {
    const site = await startSite();
    const page = await (await openContext()).newPage();
    const happened = watch(page, site.url);
    await page.addInitScript('window.WebSocket = undefined');
    await page.route('**/tokens/generate', route =>
      route.fulfill({ json: { ...ticket, activities: hostile() } }),
    );
    await page.route('**/conversations/**', route =>
      route.fulfill({ json: { activities: [], watermark: '1' } }),
    );
    await page.goto(site.url);
    const { launcher, log, panel } = findWidget(page);
    await launcher.click();
    await waitFor(() => log.locator('.bubble').count(), 3 * markupAttacks.length);
    for (const from of ['user', 'agent']) {
      const shown = await log.locator(`.${from} .text`).evaluateAll(all => all.map(one => one.textContent));
      for (const attack of markupAttacks) expect(shown.join('\n')).toContain(visible(attack));
    }
    expect(await panel.getByRole('group', { name: 'Pilihan jawaban' }).getByRole('button').count()).toBe(
      markupAttacks.length,
    );
    const addresses = await log
      .getByRole('link')
      .evaluateAll(links => links.map(link => link.getAttribute('href')));
    expect(addresses.filter(address => !/^https?:\/\//i.test(address ?? ''))).toEqual([]);
    expect(await foreign(page)).toEqual([]);
    expect(happened).toEqual([]);
  });

  it('in every option of the script tag run nothing', async () => {
    const site = await startSite();
    const page = await (await openContext()).newPage();
    const happened = watch(page, site.url);
    await page.goto(site.url);
    await findWidget(page).launcher.waitFor();
    await page.evaluate(embedAgainAndAgain(markupAttacks));
    await waitFor(() => page.locator('.launcher').count(), markupAttacks.length + 1);
    expect(await page.locator('.teaser').count()).toBe(markupAttacks.length);
    expect(await foreign(page)).toEqual([]);
    expect(happened).toEqual([]);
  });

  it('written by a visitor come back as text', async () => {
    const site = await startSite();
    const page = await (await openContext()).newPage();
    const happened = watch(page, site.url);
    await page.goto(site.url);
    const { launcher, log, say } = findWidget(page);
    await launcher.click();
    const some = markupAttacks.filter((_, index) => index % 10 === 0);
    for (const attack of some) await say(attack);
    await waitFor(() => log.locator('.user .bubble').count(), some.length);
    // More than fifteen within ten seconds are answered by one notice: how many bubbles that makes depends on the pace.
    await expect.poll(() => log.locator('.bot .bubble').count(), { timeout: 20_000 }).toBeGreaterThan(15);
    expect(await foreign(page)).toEqual([]);
    expect(happened).toEqual([]);
  });
});

const ticket = {
  conversationId: 'c',
  token: 't',
  expires_in: 1_800,
  streamUrl: 'ws://127.0.0.1:1/',
  resume: 'r',
};

/** Each attack once in every field of a message of each speaker; the last message offers all of them as answers. */
function hostile(): object[] {
  const choices = markupAttacks.map(attack => ({ type: 'imBack', title: attack, value: attack }));
  return markupAttacks.flatMap((attack, index) =>
    (['user', 'bot', 'agent'] as const).map(speaker => ({
      type: 'message',
      id: `${attack}${speaker}`,
      timestamp: speaker === 'bot' ? '2026-03-12T02:00:00.000Z' : attack,
      from: {
        id: speaker === 'user' ? attack : speaker,
        name: attack,
        role: speaker === 'user' ? 'user' : 'bot',
      },
      text: attack,
      locale: attack,
      channelData: { clientActivityID: `${attack}${speaker}` },
      attachments: [
        { contentType: attack, content: { buttons: [{ type: 'openUrl', title: attack, value: attack }] } },
      ],
      suggestedActions:
        index === markupAttacks.length - 1 && speaker === 'agent' ? { actions: choices } : undefined,
    })),
  );
}

/** What a browser shows of a text: white space folded as our own paragraphs do not, control characters aside. */
function visible(attack: string): string {
  return attack.replace(/^Langkah 1 dari 2: /, '').trim();
}

/** Everything that happens in the page although nobody asked for it. */
function watch(page: Page, url: string): string[] {
  const happened: string[] = [];
  page.on('dialog', dialog => {
    happened.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', request => {
    if (new URL(request.url()).origin !== url) happened.push(request.url());
  });
  page.on('pageerror', error => happened.push(error.message));
  return happened;
}

/** Elements in the widget that it did not make itself, and handlers anywhere. */
function foreign(page: Page): Promise<string[]> {
  const made = /^(DIV|P|SPAN|SMALL|H2|BUTTON|FORM|TEXTAREA|OL|LI|A|I|TIME|PROGRESS|svg|path|STYLE)$/.source;
  return page.evaluate(`[...document.querySelectorAll('div')].flatMap(host => [...(host.shadowRoot?.querySelectorAll('*') ?? [])])
    .filter(one => !new RegExp(${JSON.stringify(made)}).test(one.tagName) ||
      one.getAttributeNames().some(name => name.startsWith('on') || name === 'srcdoc'))
    .map(one => one.outerHTML)`);
}

function embedAgainAndAgain(values: readonly string[]): string {
  return `(async () => {
    for (const value of ${JSON.stringify(values)}) {
      delete window.JmoBantuan;
      const script = document.createElement('script');
      script.src = 'widget.js';
      for (const name of ['color', 'position', 'greeting', 'offset', 'inline', 'open']) script.dataset[name] = value;
      const done = new Promise(resolve => { script.onload = resolve; });
      document.head.append(script);
      await done;
    }
  })()`;
}
