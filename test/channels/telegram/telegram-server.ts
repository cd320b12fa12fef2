import type { Surroundings } from '../../../src/surroundings.ts';
import type { TestAssistant } from '../../support/assistant.ts';
import type { FakeClock } from '../../support/fake-clock.ts';
import type { Answer, Request } from '../fake-platform.ts';
import { openOnChannel, settling } from '../open-on-channel.ts';
import { telegramEnvironment, token, webhookSecret } from './secrets.ts';

export { token, webhookSecret };

const ok: Answer = { status: 200, body: { ok: true, result: {} } };

/** The assistant on Telegram, with a Bot API that answers what the test says. */
export async function openTelegram(
  answer: (request: Request) => Answer | undefined = () => ok,
  environment: Record<string, string> = {},
  surroundings: Surroundings = {},
) {
  const opened = await openOnChannel({
    answer,
    environment: platform => ({ ...telegramEnvironment(platform), ...environment }),
    surroundings,
  });
  return { ...opened, ...phone(opened.assistant, opened.clock) };
}

/** Somebody's phone; what it sends comes in through the webhook. */
export function phone(assistant: TestAssistant, clock: FakeClock, chat = 4_711_471_147) {
  let updates = 1_000;
  const from = { id: chat, is_bot: false, first_name: 'Budi' };
  const where = { chat: { id: chat, type: 'private' }, from, date: 1_773_280_800 };

  return {
    update: (fields: object) => ({ update_id: ++updates, ...fields }),
    text: (text: string) => ({ update_id: ++updates, message: { message_id: updates, ...where, text } }),
    media: (fields: object) => ({
      update_id: ++updates,
      message: { message_id: updates, ...where, ...fields },
    }),
    tap: (data: string) => ({
      update_id: ++updates,
      callback_query: { id: `q${updates}`, from, data, message: { message_id: 1, ...where } },
    }),
    post: (body: unknown, headers: Record<string, string> = {}) =>
      fetch(`${assistant.url}/webhooks/telegram`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'X-Telegram-Bot-Api-Secret-Token': webhookSecret,
          ...headers,
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    settle: settling(assistant, clock),
  };
}

/** What the bot said, in order. */
export function said(requests: readonly Request[]) {
  return requests.filter(({ path }) => path.endsWith('/sendMessage')).map(({ body }) => body);
}
