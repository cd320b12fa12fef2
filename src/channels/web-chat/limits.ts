import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { HttpError } from '../../http/http-error.ts';

/** How often something may happen within so many seconds. */
export interface Rate {
  readonly times: number;
  readonly seconds: number;
}

export interface LimitSizes {
  /** New or resumed visitors per client address: a mobile carrier's gateway stands for thousands of phones. */
  readonly visitorsPerAddress: Rate;
  /** Messages of one conversation: far above a flood of 20 in 10 s, which is still stored. */
  readonly postsPerConversation: Rate;
  /** Messages of all conversations of one address: a whole office or a mobile carrier's gateway shares one. */
  readonly postsPerAddress: Rate;
  /** Signs that the visitor writes; our widget sends at most one in four seconds. */
  readonly typingPerConversation: Rate;
  /** So many messages of all conversations may wait for their answer at the same time; more when answers come quickly. */
  readonly messagesAtOnce: number;
  readonly socketsPerConversation: number;
  readonly socketsInAll: number;
}

export const defaultLimits: LimitSizes = {
  visitorsPerAddress: { times: 300, seconds: 600 },
  postsPerConversation: { times: 60, seconds: 60 },
  postsPerAddress: { times: 600, seconds: 60 },
  typingPerConversation: { times: 30, seconds: 60 },
  messagesAtOnce: 48,
  socketsPerConversation: 20,
  socketsInAll: 10_000,
};

/** Each throws `HttpError` 429 with Retry-After. Reading is never limited: a client that is refused once stops polling. */
export interface Limits {
  visitor(address: string): Promise<void>;
  post(address: string, conversation: string): Promise<void>;
  /** Apart from messages: it must never take the place of one. */
  typing(conversation: string): Promise<void>;
}

export function createLimits(sizes: LimitSizes = defaultLimits): Limits {
  const visitors = limiter(sizes.visitorsPerAddress);
  const conversations = limiter(sizes.postsPerConversation);
  const addresses = limiter(sizes.postsPerAddress);
  const typing = limiter(sizes.typingPerConversation);
  return {
    visitor: address => spend(visitors, address),
    async post(address, conversation) {
      await spend(conversations, conversation);
      await spend(addresses, address);
    },
    typing: conversation => spend(typing, conversation),
  };
}

function limiter({ times, seconds }: Rate): RateLimiterMemory {
  return new RateLimiterMemory({ points: times, duration: seconds });
}

async function spend(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
    throw new HttpError(429, { headers: { 'Retry-After': String(seconds) } });
  }
}
