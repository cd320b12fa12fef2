import { onTestFinished } from 'vitest';
import { openAssistant, type TestAssistant } from '../../support/assistant.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { type Answer, openFakePlatform, type Request } from '../fake-platform.ts';
import { token, webhookSecret } from './secrets.ts';

export { token, webhookSecret };

const ok: Answer = { status: 200, body: { ok: true, result: {} } };

/** The assistant on Telegram, with a Bot API that answers what the test says. */
export async function openTelegram(
  answer: (request: Request) => Answer | undefined = () => ok,
  environment: Record<string, string> = {},
) {
  const clock = new FakeClock();
  const platform = await openFakePlatform(request => answer(request));
  onTestFinished(() => platform.close());
  const assistant = await openAssistant(
    { clock },
    {
      TELEGRAM_BOT_TOKEN: token,
      TELEGRAM_WEBHOOK_SECRET: webhookSecret,
      TELEGRAM_API_ROOT: platform.url,
      ...environment,
    },
  );
  onTestFinished(() => assistant.close());
  return { assistant, clock, platform, ...phone(assistant, clock) };
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
    /** Until everything that is due has been answered and delivered. */
    async settle(milliseconds = 10_000) {
      await assistant.drained();
      for (let step = 0; step < milliseconds; step += 1_000) {
        await clock.advance(1_000);
        await assistant.drained();
      }
    },
  };
}

/** What the bot said, in order. */
export function said(requests: readonly Request[]) {
  return requests.filter(({ path }) => path.endsWith('/sendMessage')).map(({ body }) => body);
}
