import { describe, expect, it, onTestFinished } from 'vitest';
import { isSignedBy } from '../../src/channels/whatsapp/signature.ts';
import { token } from '../channels/telegram/secrets.ts';
import { openAssistant } from '../support/assistant.ts';
import { importPeer } from '../support/channel-peers.ts';

interface Answer {
  readonly message: { readonly text: string; readonly reply_markup?: { inline_keyboard: Button[][] } };
}
interface Button {
  readonly text: string;
  readonly callback_data: string;
}
interface TelegramClient {
  makeMessage(text: string): object;
  sendMessage(message: object): Promise<unknown>;
  makeCallbackQuery(data: string): object;
  sendCallback(query: object): Promise<unknown>;
  getUpdates(): Promise<{ readonly result: Answer[] }>;
}
interface TelegramServer {
  readonly config: { readonly apiURL: string };
  start(): Promise<void>;
  stop(): Promise<unknown>;
  getClient(token: string, options: object): TelegramClient;
}
interface TelegramPeer {
  readonly default: { readonly TelegramServer?: new (config: object) => TelegramServer };
}

it('talks to the fake Telegram of telegram-test-api by long polling, and its buttons can be tapped', async () => {
  const { default: peer } = await importPeer<TelegramPeer>('telegram');
  const Server = peer.TelegramServer ?? (peer as unknown as new (config: object) => TelegramServer);
  const telegram = new Server({ port: 39_391, host: '127.0.0.1' });
  await telegram.start();
  onTestFinished(async () => void (await telegram.stop()));
  const client = telegram.getClient(token, { timeout: 30_000 });
  const assistant = await openAssistant(
    {},
    { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: telegram.config.apiURL },
  );
  onTestFinished(() => assistant.close());

  await client.sendMessage(client.makeMessage('min aku lupa sandi jmo'));
  const question = await until(client, ({ message }) =>
    keyboardOf(message).some(({ text }) => text.startsWith('Pandu')),
  );
  const guide = keyboardOf(question.message).find(({ text }) => text.startsWith('Pandu'));
  await client.sendCallback(client.makeCallbackQuery(guide?.callback_data ?? ''));
  const next = await until(client, ({ message }) => message.text !== question.message.text);
  expect(next.message.text).not.toBe('');
});

/** Keyboards come as they were sent, or as text. */
function keyboardOf({ reply_markup: markup }: Answer['message']): Button[] {
  const read = typeof markup === 'string' ? (JSON.parse(markup) as typeof markup) : markup;
  return (read as { inline_keyboard?: Button[][] } | undefined)?.inline_keyboard?.flat() ?? [];
}

async function until(client: TelegramClient, wanted: (answer: Answer) => boolean): Promise<Answer> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const found = (await client.getUpdates()).result.find(wanted);
    if (found) return found;
  }
  throw new Error('the answer did not come');
}

interface Kapso {
  verifySignature(given: { appSecret: string; rawBody: string; signatureHeader?: string }): boolean;
}
interface WhatsAppApiJs {
  readonly WhatsAppAPI: new (
    options: object,
  ) => {
    verifyRequestSignature(body: string, signature: string): Promise<boolean>;
  };
}

describe('a WhatsApp signature', () => {
  it('is right for us exactly when it is right for two libraries that nobody here wrote', async () => {
    const { verifySignature } = await importPeer<Kapso>('kapso');
    const { WhatsAppAPI } = await importPeer<WhatsAppApiJs>('whatsAppApiJs');
    const { createHmac, webcrypto } = await import('node:crypto');
    const appSecret = '0123456789abcdef0123456789abcdef';
    const other = new WhatsAppAPI({ token: 'x', appSecret, ponyfill: { subtle: webcrypto.subtle, fetch } });
    const hmac = (text: string, secret = appSecret) =>
      createHmac('sha256', secret).update(text).digest('hex');
    const bodies = ['{}', '{"text":"\\u00e9 \\ud83d\\ude42"}', ' {"entry":[]}\n', 'x'.repeat(70_000)];
    for (const body of bodies) {
      const right = `sha256=${hmac(body)}`;
      const wrong = `sha256=${hmac(body, 'another')}`;
      for (const signature of [right, wrong, right.slice(0, -1), right.replace('sha256=', 'sha1=')]) {
        const ours = isSignedBy(appSecret, Buffer.from(body), signature);
        expect(ours).toBe(signature === right);
        expect(verifySignature({ appSecret, rawBody: body, signatureHeader: signature })).toBe(ours);
        expect(await other.verifyRequestSignature(body, signature)).toBe(ours);
      }
    }
    // Beyond ASCII the two differ: one signs what came, the other what Meta would have sent. Both are Meta's.
    const [came, sent] = ['{"text":"é 🙂"}', '{"text":"\\u00e9 \\ud83d\\ude42"}'];
    expect(verifySignature({ appSecret, rawBody: came, signatureHeader: `sha256=${hmac(came)}` })).toBe(true);
    expect(await other.verifyRequestSignature(came, `sha256=${hmac(sent)}`)).toBe(true);
    for (const text of [came, sent])
      expect(isSignedBy(appSecret, Buffer.from(came), `sha256=${hmac(text)}`)).toBe(true);
    expect(isSignedBy(appSecret, Buffer.from(came), `sha256=${hmac('{}')}`)).toBe(false);
  });
});
