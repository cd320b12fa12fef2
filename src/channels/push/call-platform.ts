import { z } from 'zod';

/** What became of a request to a platform. Nothing of its address, its headers or its answer's words is kept. */
export type PlatformAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly body: unknown;
      /** The platform's clock, in milliseconds since the epoch. */
      readonly date?: number;
      readonly retryAfter?: number;
    }
  | { readonly kind: 'unreachable' };

/** In milliseconds. */
const patience = 10_000;

interface Request {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly patience?: number;
  readonly signal?: AbortSignal;
}

/** Never throws: the address may hold a token, and an error's text could quote it. */
export async function callPlatform(
  url: string,
  { method = 'POST', headers = {}, body, patience: wait = patience, signal }: Request = {},
): Promise<PlatformAnswer> {
  try {
    const response = await fetch(url, {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      redirect: 'error',
      signal: AbortSignal.any([AbortSignal.timeout(wait), ...(signal ? [signal] : [])]),
      ...(body && { body: JSON.stringify(body) }),
    });
    const retryAfter = Seconds.safeParse(response.headers.get('Retry-After')).data;
    const date = Date.parse(response.headers.get('Date') ?? '');
    const text = await response.text();
    return {
      kind: 'answered',
      status: response.status,
      body: parse(text),
      ...(Number.isNaN(date) ? {} : { date }),
      ...(retryAfter !== undefined && { retryAfter: retryAfter * 1_000 }),
    };
  } catch {
    return { kind: 'unreachable' };
  }
}

/** The other form of the header, a date, is not used by any platform here. */
const Seconds = z
  .string()
  .regex(/^\d{1,6}$/)
  .transform(Number);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
