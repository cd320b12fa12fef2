import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { failToStart, startServer } from '../support/server-process.ts';

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'start-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A copy of the content with one line of one file changed. */
async function contentWith(file: string, from: string, to: string): Promise<string> {
  const folder = await temporaryFolder();
  for (const part of ['dialogs', 'intents', 'data']) {
    await cp(part, join(folder, part), { recursive: true, filter: path => !path.includes('runtime') });
  }
  const path = join(folder, file);
  const text = await readFile(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} holds no "${from}"`);
  await writeFile(path, text.replace(from, to));
  return folder;
}

describe('start-up stops with one clear message and a non-zero exit', () => {
  it('when a port is taken', async () => {
    const other = createServer();
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? String(address.port) : '';
    const { code, output } = await failToStart({ DATA_DIR: await temporaryFolder(), PORT: port });
    expect(code).toBe(1);
    expect(output).toContain(`port-in-use: Port ${port} on 127.0.0.1 is taken`);
    expect(output).not.toContain('    at ');
  });

  it('when the data folder cannot be written', async () => {
    // A file where the folder should be: nobody can write below it, not even root.
    const file = join(await temporaryFolder(), 'data');
    await writeFile(file, '');
    const { code, output } = await failToStart({ DATA_DIR: file });
    expect(code).toBe(1);
    expect(output).toContain('data-dir-not-writable');
    expect(output).not.toContain('    at ');
  });

  it('when several processes shall share files', async () => {
    const { code, output } = await failToStart({ DATA_DIR: await temporaryFolder(), WORKERS: '2' });
    expect(code).toBe(1);
    expect(output).toContain('Set DATABASE_URL, or leave WORKERS out.');
  });

  it('when another process works with the same data', async () => {
    const dataDir = await temporaryFolder();
    const first = await startServer(dataDir);
    onTestFinished(async () => void (await first.stop()));
    const { code, output } = await failToStart({ DATA_DIR: dataDir });
    expect(code).toBe(1);
    expect(output).toContain('data-dir-in-use');
    expect(output).not.toContain('    at ');
  });

  it('when a secret is missing outside development', async () => {
    const { code, output } = await failToStart({
      DATA_DIR: await temporaryFolder(),
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://bantuan.contoh.test',
    });
    expect(code).toBe(1);
    expect(output).toContain('config-invalid: SEAL_KEY is missing');
    expect(output).toContain('openssl rand');
  });

  it.each([
    ['broken YAML', 'dialogs/welcome.yml', 'hello:', 'hello: [', /dialogs\/welcome\.yml:\d+: YAML rusak/],
    [
      'an unknown key',
      'dialogs/welcome.yml',
      'hello:',
      'helo:',
      /dialogs\/welcome\.yml:2: kunci "helo" tidak dikenal/,
    ],
    [
      'an unknown {word}',
      'dialogs/welcome.yml',
      'Halo, Kak.',
      'Halo, {nama}.',
      /dialogs\/welcome\.yml:3: kata \{nama\} tidak dikenal/,
    ],
    [
      'an unquoted number',
      'intents/greeting.yml',
      'examples:\n',
      'examples:\n  - 175\n',
      /intents\/greeting\.yml:\d+: .*bukan teks -> beri tanda kutip/,
    ],
    [
      'a phrase in two intents',
      'intents/greeting.yml',
      'examples:\n',
      'examples:\n  - lupa password\n',
      /lupa password/,
    ],
    [
      'a dialog that does not exist',
      'intents/greeting.yml',
      'opens: welcome',
      'opens: welcom',
      /intents\/greeting\.yml:\d+: opens menyebut dialog "welcom" yang tidak ada/,
    ],
    [
      'a kind that no dialog asks for',
      'intents/suspected_fraud.yml',
      '  given:\n',
      '  gifen:\n',
      /intents\/suspected_fraud\.yml:\d+: kinds menyebut "gifen", .* -> pakai salah satu dari: paid, given/,
    ],
    ['broken contacts', 'data/contacts.yml', 'opens: "06.00"', 'opens: 6', /data\/contacts\.yml:\d+/],
  ])('when the content has %s', async (_what, file, from, to, message) => {
    const CONTENT_DIR = await contentWith(file, from, to);
    const { code, output } = await failToStart({ DATA_DIR: await temporaryFolder(), CONTENT_DIR });
    expect(code).toBe(1);
    expect(output).toMatch(message);
    expect(output).not.toContain('    at ');
  });
});
