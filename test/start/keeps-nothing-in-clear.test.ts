import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { openBrowser } from '../accounts/support/browser.ts';
import { startServer } from '../support/server-process.ts';
import { Visitor } from '../support/visitor.ts';

const password = 'Kenari-di-dahan-77';

/** Everything below a folder but what belongs to the (mock) institution itself. */
async function everythingWritten(dataDir: string): Promise<string> {
  const files = await readdir(dataDir, { recursive: true, withFileTypes: true });
  const texts = files
    .filter(file => file.isFile() && !file.parentPath.includes('account-service'))
    .map(file => readFile(join(file.parentPath, file.name), 'latin1'));
  return (await Promise.all(texts)).join('\n');
}

/** Digits only, so that spaces, dots and dashes hide nothing. */
function digitsOf(text: string): string {
  return text.replace(/\D+/g, ' ');
}

describe('nothing personal is written in clear', () => {
  it('whatever way numbers, addresses, codes and passwords are typed, on disk and in the log', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'canary-'));
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    const server = await startServer(dataDir, { LOG_LEVEL: 'trace' });
    const visitor = await Visitor.open(server.url);
    const typed = [
      'nik saya 3299011503900001 kpj 99000000001 kok gk bs login',
      'hp 081100000001 email budi@contoh.test',
      'lupa sandi',
      'bantu dari sini',
      'setuju',
      '3299 0115',
      '0390.0001',
      '99000',
      '000001',
      'sms',
    ];
    for (const text of typed) await visitor.say(text);
    const page = await visitor.page();
    const inbox = await (await fetch(`${server.accountUrl}/dev/inbox.json`)).json();
    const [{ code }] = z.array(z.object({ code: z.string() })).parse(inbox) as [{ code: string }];
    await visitor.say(code);
    await visitor.say(`password saya ${password}`);
    await visitor.say(password);
    const browser = openBrowser();
    await browser.visit(page);
    await browser.submit(page, { code });
    await browser.submit(page, { password, again: password });
    await visitor.waitFor(/Kata sandi barunya sudah tersimpan/);
    await visitor.say('sudah bisa');
    const logged = server.output();
    expect(await server.stop()).toBe(0);

    const written = await everythingWritten(dataDir);
    expect(written).toContain('3299********0001');
    for (const place of [written, logged]) {
      for (const canary of ['3299011503900001', '99000000001', '081100000001', code]) {
        expect(place).not.toContain(canary);
        expect(digitsOf(place).split(' ')).not.toContain(canary);
      }
      for (const canary of ['budi@contoh.test', password, '0390.0001', '3299 0115'])
        expect(place).not.toContain(canary);
    }
  });
});
