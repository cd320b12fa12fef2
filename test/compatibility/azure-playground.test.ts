import { spawn } from 'node:child_process';
import type { Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { openPage } from '../browser/browser.ts';
import { openAssistant } from '../support/assistant.ts';
import { channelPeers } from '../support/channel-peers.ts';

/**
 * Microsoft's playground for bots: a connector and chat windows that nobody here wrote, driven in a real Chromium without
 * anybody watching. By its licence a tool for trying things out; it is installed with the peers only.
 */
it.each([
  ['msteams', 'a card'],
  ['emulator', 'suggested actions'],
  ['webchat', 'suggested actions'],
])('Microsoft’s playground as %s greets, talks, and its choices (%s) can be tapped', async channel => {
  const assistant = await openAssistant({}, { BOT_FRAMEWORK_EMULATOR: 'true' });
  onTestFinished(() => assistant.close());
  const page = await openPage(await startPlayground(channel, `${assistant.url}/api/messages`));
  await hears(page, 'Halo, Kak.');
  await hears(page, 'Tulis saja masalahnya');

  await page.getByRole('textbox').first().fill('min aku lupa sandi jmo');
  await page.keyboard.press('Enter');
  await hears(page, 'Jadi Kakak lupa kata sandi JMO ya.');
  await page.getByRole('button', { name: 'Pandu saya di aplikasi JMO' }).last().click();
  await hears(page, 'Baik, saya pandu di aplikasi JMO.');

  const [chat, ...others] = (await assistant.store.list({})).conversations;
  const messages = chat ? await assistant.store.messages(chat.id) : [];
  expect(others).toEqual([]);
  expect(messages.filter(({ from }) => from === 'user').map(({ text }) => text)).toEqual([
    'min aku lupa sandi jmo',
    'Pandu saya di aplikasi JMO',
  ]);
  await assistant.drained();
  expect(await assistant.outbox.deadLetters()).toEqual([]);
});

function hears(page: Page, text: string): Promise<void> {
  return page.getByText(text).first().waitFor();
}

/** Resolves to the address of its page. */
function startPlayground(channel: string, endpoint: string): Promise<string> {
  const child = spawn(
    process.execPath,
    [channelPeers.playground, 'start', '-e', endpoint, '-c', channel, '--disable-telemetry'],
    {
      env: { PATH: process.env.PATH ?? '', TEAMSAPPTESTER_BROWSER: 'none' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  onTestFinished(() => void child.kill());
  return new Promise((resolve, reject) => {
    child.stdout.on('data', chunk => {
      const port = /Listening on (\d+)/.exec(String(chunk))?.[1];
      if (port) resolve(`http://127.0.0.1:${port}/`);
    });
    child.once('exit', () => reject(new Error('the playground has ended')));
  });
}
