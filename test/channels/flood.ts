import { createHmac } from 'node:crypto';
import { activityToken, azureAnswer, azureEnvironment, type Key } from './bot-framework/tokens.ts';
import type { Request } from './fake-platform.ts';
import { telegramEnvironment, webhookSecret } from './telegram/secrets.ts';
import { whatsAppEnvironment, whatsapp } from './whatsapp/secrets.ts';

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
  environment: telegramEnvironment,
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
  environment: whatsAppEnvironment,
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
  let token: Promise<string> | undefined;
  return {
    name: 'Azure Bot Service',
    environment: azureEnvironment,
    async delivery(platform, person, number, text) {
      token ??= activityToken(key, { serviceurl: `${platform}/` }, 3_600);
      return {
        path: '/api/messages',
        headers: { Authorization: `Bearer ${await token}` },
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
  return (request: Request) =>
    azureAnswer(request, platform(), [key.jwk]) ?? {
      status: 200,
      body: { ok: true, result: {}, messages: [{ id: 'x' }] },
    };
}

interface Flood {
  readonly url: string;
  readonly platform: string;
  readonly sender: Sender;
  readonly deliveries: number;
  /** So many under way at a time, as fast as they are answered; or so many a second, however long answers take. */
  readonly pace: { readonly together: number } | { readonly perSecond: number };
}

/** Each person says these. In this order they lead to the account service. */
const texts = [
  'lupa sandi',
  'Saya bantu reset dari sini',
  'Setuju',
  '3299 0115 0390 0001',
  '99 0000 00001',
  'SMS',
];

/** Deliveries of a message on average. */
const repetitions = 2;

export interface Flooded {
  /** Different messages, hence turns that have to be made. */
  readonly messages: number;
  readonly people: number;
  readonly statuses: ReadonlySet<number>;
  /** Until each webhook was answered, in milliseconds. */
  readonly times: readonly number[];
}

/** Delivers every message once to three times: of every second person in order, of the others in disorder. */
export async function flood({ url, platform, sender, deliveries, pace }: Flood): Promise<Flooded> {
  const people = Math.ceil(deliveries / repetitions / texts.length);
  const messages = people * texts.length;
  const order = inDisorder(messages, deliveries).values();
  const statuses = new Set<number>();
  const times: number[] = [];
  if ('together' in pace) await Promise.all(Array.from({ length: pace.together }, deliverSome));
  else await deliverOnTime(pace.perSecond);
  return { messages, people, statuses, times };

  async function deliverSome(): Promise<void> {
    for (const message of order) await deliver(message);
  }

  /** Those that are late begin at once, and their time began when they were due. */
  async function deliverOnTime(perSecond: number): Promise<void> {
    const began = performance.now();
    const all: Promise<void>[] = [];
    for (const message of order) {
      const due = began + (all.length * 1_000) / perSecond;
      const wait = due - performance.now();
      if (wait > 1) await new Promise(resolve => setTimeout(resolve, wait));
      all.push(deliver(message, due));
    }
    await Promise.all(all);
  }

  async function deliver(message: number, due?: number): Promise<void> {
    const [person, number] = [Math.floor(message / texts.length), message % texts.length];
    const { path, headers, body } = await sender.delivery(platform, person, number, texts[number] ?? '');
    const began = due ?? performance.now();
    statuses.add(await untilAnswered(url + path, { 'Content-Type': 'application/json', ...headers }, body));
    times.push(performance.now() - began);
  }
}

const lostConnections = new Set(['ECONNRESET', 'ETIMEDOUT', 'UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT']);

/** A connection that ends under a request, e.g. because it had been idle too long: the platform delivers once more. */
async function untilAnswered(url: string, headers: Record<string, string>, body: string): Promise<number> {
  for (;;) {
    try {
      const response = await fetch(url, { method: 'POST', headers, body });
      await response.arrayBuffer();
      return response.status;
    } catch (error) {
      if (!lostConnections.has(Object(Object(error).cause).code)) throw error;
    }
  }
}

/** Messages by number, each at least once; those of every second person in order, their repetitions among them. */
function inDisorder(messages: number, deliveries: number): readonly number[] {
  const first = Array.from({ length: messages }, (_, index) => index);
  const again = Array.from({ length: deliveries - messages }, (_, index) => (index * 7) % messages);
  const order = shuffled([...first, ...again]);
  const orderly = (message: number) => Math.floor(message / texts.length) % 2 === 0;
  const ascending = new Map<number, number[]>();
  for (const message of order.filter(orderly)) {
    const person = Math.floor(message / texts.length);
    ascending.set(
      person,
      [...(ascending.get(person) ?? []), message].sort((a, b) => a - b),
    );
  }
  return order.map(message => {
    if (!orderly(message)) return message;
    return ascending.get(Math.floor(message / texts.length))?.shift() ?? message;
  });
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
