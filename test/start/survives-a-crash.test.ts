import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { openBrowser } from '../accounts/support/browser.ts';
import { startServer } from '../support/server-process.ts';
import { Visitor } from '../support/visitor.ts';

const nik = '3299011503900001';
const kpj = '99000000001';

async function newestCode(accountUrl: string): Promise<string> {
  const response = await fetch(`${accountUrl}/dev/inbox.json`);
  const inbox = z.array(z.object({ code: z.string().nullable() })).parse(await response.json());
  return inbox.find(({ code }) => code !== null)?.code ?? '';
}

describe('kill -9 in the middle of a reset', () => {
  it('loses nothing: the same chat goes on at the same step, and the code stays valid', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'crash-'));
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));

    let server = await startServer(dataDir, { ACCOUNT_PORT: '43979' });
    let visitor = await Visitor.open(server.url);
    await visitor.say('lupa sandi jmo nih min');
    await visitor.say('bantu dari sini');
    await visitor.say('setuju');
    await visitor.say(nik);
    const before = await visitor.history();
    await server.kill();

    server = await startServer(dataDir, { ACCOUNT_PORT: '43979' });
    visitor = await Visitor.open(server.url, visitor.resume);
    expect(await visitor.history()).toEqual(before);
    expect((await visitor.say(kpj)).join(' ')).toContain('Kodenya mau dikirim ke mana');
    await visitor.say('sms');
    const page = await visitor.page();
    await server.kill();

    server = await startServer(dataDir, { ACCOUNT_PORT: '43979' });
    onTestFinished(async () => void (await server.stop()));
    visitor = await Visitor.open(server.url, visitor.resume);
    const browser = openBrowser();
    await browser.visit(page);
    await browser.submit(page, { code: await newestCode(server.accountUrl) });
    await browser.submit(page, { password: 'Sandi-sesudah-mati-1', again: 'Sandi-sesudah-mati-1' });
    await visitor.waitFor(/Kata sandi barunya sudah tersimpan/);
    expect((await visitor.say('sudah bisa')).join(' ')).toContain('Syukurlah');
  });

  it('answers a message that is sent again after the crash only once', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'crash-'));
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    let server = await startServer(dataDir);
    let visitor = await Visitor.open(server.url);
    await visitor.say('gk bisa login', 'message-1');
    const before = await visitor.history();
    await server.kill();

    server = await startServer(dataDir);
    onTestFinished(async () => void (await server.stop()));
    visitor = await Visitor.open(server.url, visitor.resume);
    await visitor.say('gk bisa login', 'message-1');
    expect(await visitor.history()).toEqual(before);
  });

  it('stops cleanly when asked to', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'stop-'));
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    const server = await startServer(dataDir);
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    expect(await server.stop()).toBe(0);
  });
});
