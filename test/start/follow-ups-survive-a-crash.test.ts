import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startServer } from '../support/server-process.ts';
import { Visitor } from '../support/visitor.ts';

const question = 'Sekarang sudah bisa masuk, atau belum?';
const aDayLater = { NODE_OPTIONS: `--import=${resolve('test/start/children/a-day-later.mjs')}` };

it('what was promised is asked exactly once, however often the process is killed before, meanwhile and after', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'follow-ups-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  let server = await startServer(dataDir);
  const visitors = await Promise.all(Array.from({ length: 3 }, () => Visitor.open(server.url)));
  for (const visitor of visitors) {
    await visitor.say('jmo error terus dari tadi');
    expect((await visitor.say('kabari saya')).join(' ')).toContain('Saya tanya lagi');
  }
  await server.kill();

  // Killed while it may be asking the first of them.
  server = await startServer(dataDir, aDayLater);
  await server.kill();

  server = await startServer(dataDir, aDayLater);
  for (const visitor of visitors)
    await (await Visitor.open(server.url, visitor.resume)).waitFor(/Sekarang sudah bisa masuk/);
  await server.kill();

  server = await startServer(dataDir, aDayLater);
  onTestFinished(async () => void (await server.stop()));
  for (const visitor of visitors) {
    const back = await Visitor.open(server.url, visitor.resume);
    const asked = (await back.history()).filter(text => text.includes(question));
    expect(asked).toHaveLength(1);
    expect((await back.say('sudah bisa')).join(' ')).toContain('Syukurlah');
    expect((await back.history()).filter(text => text.includes(question))).toHaveLength(1);
  }
});
