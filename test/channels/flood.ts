import { createHmac } from 'node:crypto';
import type { Key } from './bot-framework/tokens.ts';
import { activityToken, appId, password } from './bot-framework/tokens.ts';
import { token, webhookSecret } from './telegram/secrets.ts';
import { whatsapp } from './whatsapp/secrets.ts';

/** How a platform calls our webhook, for as many people as one likes. */
export interface Sender {
  readonly name: string;
  environment(platform: string): Record<string, string>;
  /** Message `number` of a person, the same one each time. */
  delivery(
    platform: string,
    person: number,
    number: number,
    text: string,
  ): Promise<{ readonly path: string; readonly headers: Record<string, string>; readonly body: string }>;
}

export const telegramSender: Sender = {
  name: 'Telegram',
  environment: platform => ({
    TELEGRAM_BOT_TOKEN: token,
    TELEGRAM_WEBHOOK_SECRET: webhookSecret,
    TELEGRAM_API_ROOT: platform,
  }),
  async delivery(_, person, number, text) {
    const id = 5_000_000_000 + person;
    const message = { message_id: number, chat: { id, type: 'private' }, from: { id, is_bot: false }, text };
    return {
      path: '/webhooks/telegram',
      headers: { 'X-Telegram-Bot-Api-Secret-Token': webhookSecret },
      body: JSON.stringify({ update_id: person * 1_000 + number, message }),
    };
  },
};

export const whatsAppSender: Sender = {
  name: 'WhatsApp',
  environment: platform => ({
    WHATSAPP_PHONE_NUMBER_ID: whatsapp.phoneNumberId,
    WHATSAPP_ACCESS_TOKEN: whatsapp.accessToken,
    WHATSAPP_APP_SECRET: whatsapp.appSecret,
    WHATSAPP_VERIFY_TOKEN: whatsapp.verifyToken,
    WHATSAPP_API_ROOT: platform,
  }),
  async delivery(_, person, number, text) {
    const from = String(6_285_700_000_000 + person);
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const messages = [
      { id: `wamid.${person}.${number}`, from, timestamp, type: 'text', text: { body: text } },
    ];
    const value = {
      metadata: { phone_number_id: whatsapp.phoneNumberId },
      contacts: [{ wa_id: from }],
      messages,
    };
    const body = JSON.stringify({ entry: [{ changes: [{ field: 'messages', value }] }] });
    const signature = createHmac('sha256', whatsapp.appSecret).update(body).digest('hex');
    return { path: '/webhooks/whatsapp', headers: { 'X-Hub-Signature-256': `sha256=${signature}` }, body };
  },
};

export function azureSender(key: Key): Sender {
  return {
    name: 'Azure Bot Service',
    environment: platform => ({
      MicrosoftAppId: appId,
      MicrosoftAppPassword: password,
      BOT_FRAMEWORK_OPENID_URL: `${platform}/openid`,
      BOT_FRAMEWORK_LOGIN_URL: platform,
      BOT_FRAMEWORK_SERVICE_URLS: platform,
    }),
    async delivery(platform, person, number, text) {
      return {
        path: '/api/messages',
        headers: { Authorization: `Bearer ${await activityToken(key, { serviceurl: `${platform}/` }, 600)}` },
        body: JSON.stringify({
          type: 'message',
          id: `activity-${number}`,
          channelId: 'webchat',
          serviceUrl: `${platform}/`,
          from: { id: `user-${person}` },
          recipient: { id: 'bot' },
          conversation: { id: `conversation-${person}` },
          text,
        }),
      };
    },
  };
}

/** What a platform's API answers to everything: keys, tokens, and that a message was taken. */
export function answersOf(key: Key, platform: () => string) {
  return ({ path }: { readonly path: string }) => {
    if (path === '/openid') return { status: 200, body: { jwks_uri: `${platform()}/keys` } };
    if (path === '/keys') return { status: 200, body: { keys: [key.jwk] } };
    if (path.endsWith('/token')) return { status: 200, body: { expires_in: 3_600, access_token: 'token' } };
    return { status: 200, body: { ok: true, result: {}, messages: [{ id: 'x' }] } };
  };
}

interface Flood {
  readonly url: string;
  readonly platform: string;
  readonly sender: Sender;
  readonly deliveries: number;
  readonly together: number;
}

/** Each person says these, whatever the order in which they arrive. */
const texts = ['lupa sandi', 'Saya bantu reset dari sini', 'Setuju', 'kode tidak masuk', 'makasih'];

/** Deliveries of a message on average; the first one and its repetitions come in any order. */
const repetitions = 2;

export interface Flooded {
  /** Different messages, hence turns that have to be made. */
  readonly messages: number;
  readonly people: number;
  readonly statuses: ReadonlySet<number>;
  /** Until each webhook was answered, in milliseconds. */
  readonly times: readonly number[];
}

/** Delivers every message once to three times, shuffled. */
export async function flood({ url, platform, sender, deliveries, together }: Flood): Promise<Flooded> {
  const people = Math.ceil(deliveries / repetitions / texts.length);
  const messages = Array.from({ length: people * texts.length }, (_, index) => index);
  const again = Array.from(
    { length: deliveries - messages.length },
    (_, index) => (index * 7) % messages.length,
  );
  const order = shuffled([...messages, ...again]);
  const statuses = new Set<number>();
  const times: number[] = [];
  await Promise.all(Array.from({ length: together }, deliverSome));
  return { messages: messages.length, people, statuses, times };

  async function deliverSome(): Promise<void> {
    for (let message = order.pop(); message !== undefined; message = order.pop()) {
      const [person, number] = [Math.floor(message / texts.length), message % texts.length];
      const { path, headers, body } = await sender.delivery(platform, person, number, texts[number] ?? '');
      const began = performance.now();
      const response = await fetch(url + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body,
      });
      await response.arrayBuffer();
      times.push(performance.now() - began);
      statuses.add(response.status);
    }
  }
}

/** The same disorder in every run. */
function shuffled(items: number[]): number[] {
  let state = 42;
  for (let index = items.length - 1; index > 0; index -= 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const other = state % (index + 1);
    [items[index], items[other]] = [items[other] ?? 0, items[index] ?? 0];
  }
  return items;
}
