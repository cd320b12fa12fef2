import { z } from 'zod';
import { channelNames, type ListQuery, outcomes } from '../../conversations/conversation-store.ts';
import { check } from '../../http/read-body.ts';

const Moment = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);

const Parameters = z.object({
  q: z.string().max(200).exactOptional(),
  intent: z
    .string()
    .regex(/^[a-z0-9_-]{1,64}$/)
    .exactOptional(),
  outcome: z.enum(outcomes).exactOptional(),
  channel: z.enum(channelNames).exactOptional(),
  since: Moment.exactOptional(),
  until: Moment.exactOptional(),
});

/** The parameters of the list's address, so that what is seen is what is exported. Throws `HttpError` 422. */
export function readExportFilter(parameters: string): ListQuery {
  const given = [...new URLSearchParams(parameters)].filter(([, value]) => value !== '');
  const { q, ...query } = check(Parameters, Object.fromEntries(given));
  return { ...query, ...(q !== undefined && { text: q }) };
}
