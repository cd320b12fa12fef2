import type { TimeBudget } from './account-service.ts';
import { type createCircuit, Outage } from './circuit.ts';

export interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: Readonly<Record<string, string>>;
  /** Idempotency key: makes another attempt safe. */
  readonly key?: string;
}

export interface Answer {
  readonly status: number;
  /** Parsed, not checked yet. */
  readonly body: unknown;
  /** Seconds; 0 when not told. */
  readonly retryAfter: number;
}

interface TransportOptions {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly circuit: ReturnType<typeof createCircuit>;
  readonly totalMilliseconds: number;
  readonly attemptMilliseconds: number;
}

/** No answer of the account service is longer. */
const longestAnswer = 64 * 1024;

export type Send = ReturnType<typeof createTransport>;

/** Sends a call and gives back the answer if it is JSON and no server error; throws `Outage` otherwise. */
export function createTransport(options: TransportOptions) {
  const { baseUrl, apiKey, circuit, totalMilliseconds, attemptMilliseconds } = options;

  return async function send(call: Call, within?: TimeBudget): Promise<Answer> {
    const total = within?.deadline(totalMilliseconds) ?? AbortSignal.timeout(totalMilliseconds);
    // An earlier call of the same turn has used up the time.
    if (total.aborted) throw new Outage('timeout');
    try {
      return await circuit(() => attempt(call, total), total);
    } catch (error) {
      // The time ran out between two attempts.
      if (total.aborted && !(error instanceof Outage)) throw new Outage('timeout', error);
      throw error;
    }
  };

  async function attempt({ method, path, body, key }: Call, total: AbortSignal): Promise<Answer> {
    const signal = AbortSignal.any([total, AbortSignal.timeout(attemptMilliseconds)]);
    try {
      const response = await fetch(new URL(path, baseUrl), {
        method,
        signal,
        redirect: 'error',
        headers: {
          Accept: 'application/json',
          Authorization: `Bearer ${apiKey}`,
          ...(body && { 'Content-Type': 'application/json' }),
          ...(key !== undefined && { 'Idempotency-Key': key }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      return await understand(response);
    } catch (error) {
      if (error instanceof Outage) throw error;
      throw new Outage(signal.aborted ? 'timeout' : 'network', error);
    }
  }
}

async function understand(response: Response): Promise<Answer> {
  const text = await readCapped(response);
  if (response.status >= 500) throw new Outage('server-error');
  const retryAfter = Number(response.headers.get('retry-after') ?? 0);
  return {
    status: response.status,
    body: parse(text, response.ok),
    retryAfter: Number.isFinite(retryAfter) ? Math.max(0, Math.ceil(retryAfter)) : 0,
  };
}

async function readCapped(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > longestAnswer) throw new Outage('garbage');
  }
  return text + decoder.decode();
}

/** A refusal without JSON still says something by its status, e.g. 429 from a proxy. */
function parse(text: string, needed: boolean): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!needed) return undefined;
    throw new Outage('garbage', error);
  }
}
