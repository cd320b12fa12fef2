import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, inject, it } from 'vitest';
import type { ConsoleUser } from '../../src/console/users.ts';
import { noNotes } from '../../src/conversations/case-notes.ts';
import type { Utterance } from '../../src/conversations/message.ts';
import { shelves } from '../../src/open-rights.ts';
import { openFileShelves } from '../../src/storage/file-shelf.ts';
import { joko } from '../console/authenticator.ts';
import { giveFactor, openStore, sessionAs, startConsole } from '../console/console-server.ts';
import { conversationId, take } from '../conversations-store/turns.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { markupAttacks } from '../support/markup-attacks.ts';
import { openContext } from './browser.ts';

const chatOf = (n: number) => conversationId(`serangan ${n}`);

/** A conversation opens with its newest hundred messages; each attack is three of them. */
const chunks = Array.from({ length: Math.ceil(markupAttacks.length / 30) }, (_, n) =>
  markupAttacks.slice(n * 30, (n + 1) * 30),
);
const every = 12;
const noon = '2026-03-12T05:00:00.000Z';

/** All of what visitors, agents and admins can fill, beyond what the server would let through. */
it('200 attempts to run a script in every field of the console run nothing and are shown as text', async () => {
  const { page, url, happened } = await openAttacked();
  for (const [address, shown] of [
    [`percakapan/${chatOf(0)}`, '.timeline'],
    ['', '[data-conversation]'],
    ['antrean', 'main'],
    ['audit', '.plain-table'],
    ['orang', '.plain-table'],
    ['akun', '.plain-table'],
    ['kanal', 'main'],
    ['ajari', 'main'],
    ['angka', 'main'],
  ]) {
    await page.goto(`${url}/console#/${address}`);
    await page
      .locator(shown ?? '')
      .first()
      .waitFor();
    await page.waitForLoadState('networkidle');
    expect([address, await foreign(page)]).toEqual([address, []]);
  }
  for (const [n, some] of chunks.entries()) {
    await page.goto(`${url}/console#/percakapan/${chatOf(n)}`);
    await page
      .locator('.user .bubble', { hasText: some[0] ?? '' })
      .first()
      .waitFor();
    const bubbles = await page.locator('.bubble').evaluateAll(all => all.map(one => one.textContent));
    expect(bubbles).toEqual(some.flatMap(attack => [attack, attack, attack]));
    expect(await foreign(page)).toEqual([]);
  }
  await page.goto(`${url}/console#/orang`);
  await page.locator('.plain-table').last().waitFor();
  const cells = await page.locator('.plain-table td').evaluateAll(all => all.map(one => one.textContent));
  for (const attack of markupAttacks) {
    // Names of users, and of tokens; an e-mail address of a user, too.
    expect(cells.filter(text => text === attack).length).toBeGreaterThanOrEqual(3);
  }
  await page.goto(`${url}/console#/percakapan/${chatOf(0)}`);
  await expect.poll(() => page.title()).toBe('(1) Konsol Bantuan JMO');
  await page.getByRole('button', { name: 'Ambil alih' }).click();
  await page.getByText('Jawaban siap pakai').click();
  await page.locator('.canned li').first().waitFor();
  const answers = await page.locator('.canned li b').evaluateAll(all => all.map(one => one.textContent));
  expect(answers).toEqual(markupAttacks);
  await page.locator('.canned li button').first().click();
  expect(await page.getByRole('textbox', { name: 'Balasan' }).inputValue()).toBe(markupAttacks[0]);
  expect(await foreign(page)).toEqual([]);
  expect(happened).toEqual([]);
});

async function openAttacked() {
  const { store } = await openStore();
  const clock = new FakeClock();
  const cannedReplies = markupAttacks.map((text, n) => ({ id: `c${n}`, title: text, text }));
  const desk = { clock, cannedReplies };
  const console = await startConsole({ webDir: inject('webDir'), store, clock, desk });
  const { url, users, sessions, audit, dataDir } = console;
  const attacks = markupAttacks.filter((_, index) => index % every === 0);
  const notes = markupAttacks.slice(0, 100).map(text => ({ by: { id: 'x', name: text }, at: noon, text }));
  for (const [n, some] of chunks.entries()) await take(store, chatOf(n), { says: some.flatMap(said) });
  await take(store, chatOf(0), {
    says: [],
    conversation: {
      holder: 'waiting',
      outcome: 'handedOver',
      rating: { score: 1, comment: attacks[0] ?? '', at: noon },
      desk: { tags: markupAttacks.slice(0, 12), notes, assignee: { id: 'x', name: attacks[1] ?? '' } },
      notes: { ...noNotes, personWantedAt: noon },
    },
  });
  for (const [index, text] of attacks.entries())
    await take(store, conversationId(`${index}`), {
      says: [text],
      conversation: {
        holder: 'person',
        agent: { id: text, name: text },
        notes: { ...noNotes, causes: [text] },
      },
    });

  await users.add(joko);
  await giveFactor(users, joko.email);
  const [template] = await users.all();
  if (!template) throw new Error('nobody was added');
  await fillUsers(join(dataDir, 'console', 'users.json'), template);
  const tokens = openFileShelves(dataDir, clock)('api-tokens', shelves['api-tokens']);
  for (const [index, name] of markupAttacks.entries()) {
    const id = `t${index}`;
    const by = { id: template.id, name };
    await tokens.change(id, () => ({
      id,
      name,
      hash: '',
      scopes: [],
      createdBy: by,
      createdAt: noon,
      expiresAt: noon,
    }));
  }
  for (const text of attacks) {
    const actor = { id: text, name: text, role: text };
    await audit.append({
      actor,
      action: 'unmask',
      object: text,
      details: { [text]: text, reason: text, names: text },
    });
    await sessions.start(template.id, text);
  }

  const context = await openContext({ timezoneId: 'Asia/Jakarta' });
  const [name = '', value = ''] = (await sessionAs(console, 'admin', joko.email)).split('=');
  const site = url.replace('http:', 'https:');
  await context.addCookies([{ name, value, url: site, secure: true, httpOnly: true, sameSite: 'Strict' }]);
  const page = await context.newPage();
  return { page, url, happened: watch(page, url) };
}

/** What nobody could be named by the front door: markup for a name, an address and a role beside it. */
async function fillUsers(file: string, { factor: _, ...template }: ConsoleUser): Promise<void> {
  const document = JSON.parse(await readFile(file, 'utf8'));
  const more = markupAttacks.map((text, index) => ({
    ...template,
    id: `u${index}`,
    name: text,
    email: text,
  }));
  await writeFile(file, JSON.stringify({ ...document, users: [...document.users, ...more] }));
}

/** In every field that a message has, for each who may have said it. */
function said(text: string): Utterance[] {
  const insight = { intent: text, confidence: 0.5, kind: 'unsure' } as const;
  const choices = [{ title: text, value: text }];
  return [
    { from: 'user', text, dialog: text, step: text, insight },
    { from: 'bot', text, choices, link: { title: text, url: text } },
    { from: 'agent', name: text, text },
  ];
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
  page.on('console', message => {
    if (/Content Security Policy|TrustedHTML/.test(message.text())) happened.push(message.text());
  });
  page.on('pageerror', error => happened.push(error.message));
  return happened;
}

/** Elements that the console does not make itself, handlers, and addresses that run something. */
function foreign(page: Page): Promise<string[]> {
  const strange =
    '#console :is(script, img, iframe, object, embed, style, base, meta, math, video, audio, marquee, template, isindex, ' +
    'body, title, noscript, custom-element, animate, use, link, [onerror], [onload], [onclick], [onfocus], [ontoggle], ' +
    '[srcdoc], [formaction], [style], a[href]:not([href^="#/"]):not([href^="https://"]):not([href^="http://"]))';
  return page.locator(strange).evaluateAll(all => all.map(one => one.outerHTML));
}
