import { z } from 'zod';
import type { WhatsAppSettings } from '../../channel-settings.ts';
import { callPlatform, type PlatformAnswer } from '../push/call-platform.ts';
import type { Delivery } from '../push/channel.ts';

/** `POST /{version}/{phone number id}/messages` of the Cloud API. */
export type PostMessage = (body: object) => Promise<PlatformAnswer>;

export function createWhatsAppApi({
  root,
  version,
  phoneNumberId,
  accessToken,
}: WhatsAppSettings): PostMessage {
  const url = `${root}/${version}/${phoneNumberId}/messages`;
  const headers = { Authorization: `Bearer ${accessToken}` };
  return body => callPlatform(url, { headers, body: { messaging_product: 'whatsapp', ...body } });
}

const Refusal = z.object({ error: z.object({ code: z.int() }) });

/** Too much at once (for the app, the number, or this pair), trouble of theirs, or a token that has to be renewed. */
const passing = new Set([
  1, 2, 4, 10, 190, 200, 80_007, 130_429, 131_000, 131_005, 131_016, 131_048, 131_056, 131_057,
]);

/** In milliseconds: one message every 6 seconds to the same person, once the burst is used up. */
const pairPause = 6_000;

/** Error codes: https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes */
export function deliveryOf(answer: PlatformAnswer): Delivery {
  if (answer.kind === 'unreachable') return { kind: 'later', problem: 'whatsapp-unreachable' };
  const { status, body, retryAfter } = answer;
  if (status < 300) return { kind: 'sent' };
  const code = Refusal.safeParse(body).data?.error.code;
  const problem = `whatsapp-${code ?? `http-${status}`}`;
  const later = status === 429 || status >= 500 || code === undefined || passing.has(code);
  if (!later) return { kind: 'failed', problem };
  const notBefore = Math.max(retryAfter ?? 0, code === 131_056 ? pairPause : 0);
  return { kind: 'later', problem, ...(notBefore > 0 && { notBefore }) };
}
