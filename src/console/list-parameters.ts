import { z } from 'zod';
import {
  channelNames,
  holders,
  type ListQuery,
  outcomes,
  ratingBands,
} from '../conversations/conversation-store.ts';
import { check } from '../http/read-body.ts';

const Moment = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);

/** Of intents, causes and users: what nobody here has made is refused before any store hears of it. */
const Name = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

const Parameters = z.object({
  q: z.string().max(200).exactOptional(),
  intent: Name.exactOptional(),
  cause: Name.exactOptional(),
  outcome: z.enum(outcomes).exactOptional(),
  channel: z.enum(channelNames).exactOptional(),
  holder: z.enum(holders).exactOptional(),
  agent: Name.exactOptional(),
  /** Words with spaces between, as tags are written; more is no tag. */
  tag: z.string().max(40).exactOptional(),
  rated: z.enum(ratingBands).exactOptional(),
  fallback: z
    .enum(['yes', 'no'])
    .transform(given => given === 'yes')
    .exactOptional(),
  /** In percent. */
  below: z.coerce.number().int().min(1).max(100).exactOptional(),
  since: Moment.exactOptional(),
  until: Moment.exactOptional(),
  cursor: z.string().max(500).exactOptional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/**
 * What the parameters of a list's address ask for, e.g. `holder=waiting&q=kode`; an empty one is no condition. Throws `HttpError`
 * 422. Unknown parameters are of no use and do no harm.
 */
export function readListQuery(parameters: string): ListQuery {
  const given = [...new URLSearchParams(parameters)].filter(([, value]) => value !== '');
  const { q, below, ...query } = check(Parameters, Object.fromEntries(given));
  return {
    ...query,
    ...(q !== undefined && { text: q }),
    ...(below !== undefined && { sureBelow: below / 100 }),
  };
}
