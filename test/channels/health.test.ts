import { expect, it } from 'vitest';
import { openTelegram } from './telegram/telegram-server.ts';

it('a channel is failing while its platform is away and well again afterwards, and the server stays ready', async () => {
  let down = true;
  const { post, text, settle, assistant } = await openTelegram(() =>
    down ? undefined : { status: 200, body: { ok: true, result: {} } },
  );
  const look = async (what: string) => (await fetch(`${assistant.url}/health/${what}`)).json();
  expect(await look('channels')).toEqual({ channels: { telegram: 'ok' } });
  await post(text('halo'));
  await settle();
  expect(await look('channels')).toEqual({ channels: { telegram: 'failing' } });
  expect(await look('ready')).toEqual({ status: 'ready' });
  expect(await assistant.outbox.backlog()).toMatchObject([
    { channel: 'telegram', waiting: expect.any(Number) },
  ]);
  down = false;
  await settle(60_000);
  expect(await look('channels')).toEqual({ channels: { telegram: 'ok' } });
  expect(await assistant.outbox.backlog()).toEqual([]);
});
