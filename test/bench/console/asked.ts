import { z } from 'zod';
import { dayOf } from '../../../src/conversations/conversation-facts.ts';

export const timesEach = 40;
const warmUps = 3;

export interface Asked {
  readonly p50: number;
  readonly p95: number;
  readonly rows: number;
}

/** The page of numbers over 30 days, which counts them and the 30 before, hence all conversations; then asked for again. */
export interface NumbersAsked {
  /** Seconds. */
  readonly first: number;
  readonly again: Asked;
}

export async function times(
  ask: () => Promise<{ readonly conversations: readonly unknown[] }>,
): Promise<Asked> {
  const taken: number[] = [];
  let rows = 0;
  for (let n = -warmUps; n < timesEach; n += 1) {
    const began = performance.now();
    rows = (await ask()).conversations.length;
    if (n >= 0) taken.push(performance.now() - began);
  }
  return { p50: percentile(taken, 0.5), p95: percentile(taken, 0.95), rows };
}

export async function askNumbers(url: string, cookie: string): Promise<NumbersAsked> {
  const day = (back: number) => dayOf(Date.now() - back * 24 * 60 * 60_000);
  const address = `${url}/console/api/numbers?from=${day(29)}&to=${day(0)}`;
  const ask = async () => {
    const response = await fetch(address, { headers: { Cookie: cookie } });
    if (!response.ok) throw new Error(`numbers: ${response.status} ${await response.text()}`);
    return { conversations: z.object({ days: z.array(z.unknown()) }).parse(await response.json()).days };
  };
  const began = performance.now();
  await ask();
  return { first: (performance.now() - began) / 1_000, again: await times(ask) };
}

function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
