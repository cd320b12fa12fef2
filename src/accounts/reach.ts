import type { z } from 'zod';
import type { Unreachable } from './account-service.ts';
import { Outage } from './circuit.ts';
import type { Answer } from './http-transport.ts';
import { refusedAnswer } from './service-answers.ts';

/** Never rejects for what went wrong on the way: that is `unreachable`. */
export async function reach<T>(call: () => Promise<T>): Promise<T | Unreachable> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Outage) return { kind: 'unreachable', because: error.because };
    throw error;
  }
}

/** The answer, checked; anything else than the contract says is garbage. */
export function read<S extends z.ZodType>(schema: S, answer: Answer): z.infer<S> {
  const parsed = schema.safeParse(answer.body);
  if (!parsed.success) throw new Outage('garbage');
  return parsed.data;
}

/** Of a refusal; empty when it has none. */
export function codeOf(answer: Answer): string {
  const parsed = refusedAnswer.safeParse(answer.body);
  return parsed.success ? parsed.data.error.code : '';
}

/** A refusal that the contract does not know, e.g. 401 after a changed key: for the user the same as an outage. */
export function unexpected(answer: Answer): Outage {
  return new Outage(answer.status === 429 ? 'rate-limited' : 'garbage');
}
