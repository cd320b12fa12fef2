import { z } from 'zod';
import { callPlatform } from '../push/call-platform.ts';
import type { Delivery } from '../push/channel.ts';

export type TelegramResult =
  | { readonly kind: 'ok'; readonly result: unknown }
  /** They said no. `retryAfter` in milliseconds. */
  | { readonly kind: 'refused'; readonly code: number; readonly retryAfter?: number }
  /** We never reached them, or what answered was not Telegram. */
  | { readonly kind: 'unreachable' };

/** One method of the Bot API. The token is part of the address: neither is ever logged or put into an error. */
export type CallTelegram = (
  method: string,
  body?: object,
  options?: { readonly patience?: number; readonly signal?: AbortSignal },
) => Promise<TelegramResult>;

const Answer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), result: z.unknown() }),
  z.object({
    ok: z.literal(false),
    error_code: z.int(),
    parameters: z.object({ retry_after: z.number().optional() }).optional(),
  }),
]);

export function createTelegramApi({ root, token }: { root: string; token: string }): CallTelegram {
  return async (method, body = {}, options = {}) => {
    const answer = await callPlatform(`${root}/bot${token}/${method}`, { body, ...options });
    if (answer.kind === 'unreachable') return answer;
    const parsed = Answer.safeParse(answer.body);
    if (!parsed.success)
      return answer.status < 500 ? { kind: 'refused', code: answer.status } : { kind: 'unreachable' };
    if (parsed.data.ok) return { kind: 'ok', result: parsed.data.result };
    const { error_code: code, parameters } = parsed.data;
    const seconds = parameters?.retry_after;
    return { kind: 'refused', code, ...(seconds !== undefined && { retryAfter: seconds * 1_000 }) };
  };
}

/** 400: such a message will never go. 403: the user has blocked the bot. Everything else may be over later. */
export function deliveryOf(result: TelegramResult): Delivery {
  if (result.kind === 'ok') return { kind: 'sent' };
  if (result.kind === 'unreachable') return { kind: 'later', problem: 'telegram-unreachable' };
  const problem = `telegram-${result.code}`;
  if (result.code === 400 || result.code === 403) return { kind: 'failed', problem };
  return { kind: 'later', problem, ...(result.retryAfter !== undefined && { notBefore: result.retryAfter }) };
}
