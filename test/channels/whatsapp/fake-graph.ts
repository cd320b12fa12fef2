import { z } from 'zod';
import type { Answer, Request } from '../fake-platform.ts';

/** The limits of the Cloud API's reference for messages, each enforced with Meta's own error for it. */
const upTo = (length: number) => z.string().min(1).max(length);
const differing = <T>(items: readonly T[]) => new Set(items).size === items.length;

const reply = z.strictObject({
  type: z.literal('reply'),
  reply: z.strictObject({ id: upTo(256), title: upTo(20) }),
});
const row = z.strictObject({ id: upTo(200), title: upTo(24), description: upTo(72).optional() });

const action = {
  button: z.strictObject({
    buttons: z
      .array(reply)
      .min(1)
      .max(3)
      .refine(
        all => differing(all.map(({ reply: { title } }) => title)) && differing(all.map(one => one.reply.id)),
      ),
  }),
  list: z.strictObject({
    button: upTo(20),
    sections: z
      .array(z.strictObject({ title: upTo(24).optional(), rows: z.array(row).min(1) }))
      .min(1)
      .max(10)
      .refine(all => all.flatMap(({ rows }) => rows).length <= 10)
      .refine(all => differing(all.flatMap(({ rows }) => rows.map(({ id }) => id)))),
  }),
  cta_url: z.strictObject({
    name: z.literal('cta_url'),
    parameters: z.strictObject({ display_text: upTo(20), url: z.url() }),
  }),
};

const body = z.strictObject({ text: upTo(1_024) });
const interactive = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('button'), body, action: action.button }),
  z.strictObject({ type: z.literal('list'), body, action: action.list }),
  z.strictObject({ type: z.literal('cta_url'), body, action: action.cta_url }),
]);

const envelope = {
  messaging_product: z.literal('whatsapp'),
  recipient_type: z.literal('individual'),
  to: z
    .string()
    .regex(/^\d{8,15}$/)
    .optional(),
  recipient: upTo(128).optional(),
  biz_opaque_callback_data: upTo(512).optional(),
};

const text = z.strictObject({ body: upTo(4_096), preview_url: z.boolean().optional() });
const template = z.strictObject({ name: upTo(512), language: z.strictObject({ code: upTo(10) }) });

const Message = z.union([
  z.strictObject({ ...envelope, type: z.literal('text'), text }),
  z.strictObject({ ...envelope, type: z.literal('interactive'), interactive }),
  z.strictObject({ ...envelope, type: z.literal('template'), template }),
  z.strictObject({
    messaging_product: z.literal('whatsapp'),
    status: z.literal('read'),
    message_id: upTo(200),
    typing_indicator: z.strictObject({ type: z.literal('text') }).optional(),
  }),
]);

/** Answers as graph.facebook.com does: 200 with an id, or 400 with code 100 for what is beyond a limit. */
export function createGraph({ phoneNumberId, accessToken }: { phoneNumberId: string; accessToken: string }) {
  let messages = 0;
  return ({ path, headers, body: sent }: Request): Answer => {
    if (headers.authorization !== `Bearer ${accessToken}`) return graphError(401, 190);
    if (!new RegExp(`^/v\\d{2}\\.\\d/${phoneNumberId}/messages$`).test(path)) return graphError(400, 100);
    const parsed = Message.safeParse(sent);
    if (!parsed.success) return graphError(400, 100);
    messages += 1;
    return { status: 200, body: { messaging_product: 'whatsapp', messages: [{ id: `wamid.${messages}` }] } };
  };
}

export function graphError(status: number, code: number, headers: Record<string, string> = {}): Answer {
  return { status, body: { error: { code, message: 'no', fbtrace_id: 'x' } }, headers };
}
