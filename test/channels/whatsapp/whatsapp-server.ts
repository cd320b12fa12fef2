import { createHmac } from 'node:crypto';
import type { Surroundings } from '../../../src/surroundings.ts';
import type { TestAssistant } from '../../support/assistant.ts';
import type { FakeClock } from '../../support/fake-clock.ts';
import type { Answer, Request } from '../fake-platform.ts';
import { openOnChannel, settling } from '../open-on-channel.ts';
import { createGraph } from './fake-graph.ts';
import { whatsAppEnvironment, whatsapp } from './secrets.ts';

export { whatsapp };

const ownGraph = createGraph(whatsapp);

/** The assistant on WhatsApp, with a Graph API that keeps to Meta's limits unless the test says otherwise. */
export async function openWhatsApp(
  answer: (request: Request) => Answer | undefined = ownGraph,
  environment: Record<string, string> = {},
  surroundings: Surroundings = {},
) {
  const opened = await openOnChannel({
    answer,
    environment: platform => ({ ...whatsAppEnvironment(platform), ...environment }),
    surroundings,
  });
  return { ...opened, ...whatsAppPhone(opened.assistant, opened.clock) };
}

export function sign(body: string, secret: string = whatsapp.appSecret): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** Somebody's phone; what it sends comes in through the webhook, in batches as Meta makes them. */
export function whatsAppPhone(assistant: TestAssistant, clock: FakeClock, number = '6285712340077') {
  let messages = 0;
  const message = (fields: object) => ({
    id: `wamid.in-${number}-${++messages}`,
    from: number,
    timestamp: String(Math.floor(clock.now() / 1_000)),
    ...fields,
  });
  const value = (fields: object) => ({
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '15550783881', phone_number_id: whatsapp.phoneNumberId },
    contacts: [{ profile: { name: 'Budi Santoso' }, wa_id: number }],
    ...fields,
  });
  const batch = (...values: object[]) => ({
    object: 'whatsapp_business_account',
    entry: [{ id: '102290129340398', changes: values.map(one => ({ field: 'messages', value: one })) }],
  });

  const post = (body: unknown, headers: Record<string, string> = {}) => {
    const sent = typeof body === 'string' ? body : JSON.stringify(body);
    return fetch(`${assistant.url}/webhooks/whatsapp`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Hub-Signature-256': sign(sent), ...headers },
      body: sent,
    });
  };

  return {
    message,
    value,
    batch,
    text: (text: string) => message({ type: 'text', text: { body: text } }),
    tap: (id: string, title: string) =>
      message({ type: 'interactive', interactive: { type: 'button_reply', button_reply: { id, title } } }),
    post,
    async send(...sent: object[]) {
      const response = await post(batch(value({ messages: sent })));
      if (response.status !== 200) throw new Error(`the webhook answered ${response.status}`);
    },
    settle: settling(assistant, clock),
  };
}

/** What the bot said, in order, without read receipts. */
export function saidOnWhatsApp(requests: readonly Request[]) {
  return requests.map(({ body }) => body).filter(({ type }) => type !== undefined);
}
