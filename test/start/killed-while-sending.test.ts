import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { type Answer, openFakePlatform } from '../channels/fake-platform.ts';
import { token, webhookSecret } from '../channels/telegram/secrets.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';

const ok: Answer = { status: 200, body: { ok: true, result: {} } };
const chat = { id: 4_711_471_147, type: 'private' };
const update = {
  update_id: 1,
  message: {
    message_id: 1,
    chat,
    from: { id: chat.id, is_bot: false, first_name: 'Budi' },
    date: 1_773_280_800,
    text: 'lupa sandi jmo',
  },
};

it('kill -9 after a platform took a reply and before that is kept: this one comes twice, the others once, none is lost', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'killed-while-sending-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  let server: ServerProcess | undefined;
  const arrived: string[] = [];
  let complete = false;
  const platform = await openFakePlatform(async ({ path, body }) => {
    if (!path.endsWith('/sendMessage')) return ok;
    arrived.push(body.text);
    // Only what ends a turn asks for something.
    complete = body.reply_markup !== undefined;
    if (arrived.length === 1) await server?.kill();
    return ok;
  });
  onTestFinished(() => platform.close());
  const start = () =>
    startServer(dataDir, {
      TELEGRAM_BOT_TOKEN: token,
      TELEGRAM_WEBHOOK_SECRET: webhookSecret,
      TELEGRAM_API_ROOT: platform.url,
    });
  server = await start();
  const accepted = await fetch(`${server.url}/webhooks/telegram`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Telegram-Bot-Api-Secret-Token': webhookSecret },
    body: JSON.stringify(update),
  });
  expect(accepted.status).toBe(200);
  await expect.poll(() => arrived.length, { timeout: 30_000 }).toBe(1);

  server = await start();
  const again = server;
  onTestFinished(() => again.kill());
  await expect.poll(() => complete, { timeout: 30_000 }).toBe(true);
  // Stopping ends what was begun: nothing more comes after it.
  expect(await again.stop()).toBe(0);
  const [first, ...others] = arrived;
  expect(others.length).toBeGreaterThan(1);
  expect(others[0]).toBe(first);
  expect(new Set(others).size).toBe(others.length);
});
