import {
  BrokenCircuitError,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleType,
  IsolatedCircuitError,
  retry,
  wrap,
} from 'cockatiel';
import type { Clock } from '../time-and-chance.ts';
import type { Unreachable } from './account-service.ts';

/** An attempt that failed for a reason that may pass: worth another try, and counted by the breaker. */
export class Outage extends Error {
  override readonly name = 'Outage';
  readonly because: Unreachable['because'];

  constructor(because: Unreachable['because'], cause?: unknown) {
    super(because, { cause });
    this.because = because;
  }
}

export interface CircuitOptions {
  readonly clock: Clock;
  /** Attempts after the first one. */
  readonly retries: number;
  /** Failed attempts in a row that open the circuit. */
  readonly failuresToOpen: number;
  /** How long an open circuit refuses before it lets one through, in ms of `clock`. */
  readonly pauseMilliseconds: number;
}

/**
 * Runs attempts with retries behind a circuit breaker. Throws `Outage`; with `circuit-open` nothing was sent.
 * cockatiel measures the pause with the machine's clock, so the breaker is held open by hand and follows ours. Released,
 * its count still stands at the brim: the first failure opens it again, the first success empties it.
 */
export function createCircuit({ clock, retries, failuresToOpen, pauseMilliseconds }: CircuitOptions) {
  const breaker = circuitBreaker(handleType(Outage), {
    halfOpenAfter: 0,
    breaker: new ConsecutiveBreaker(failuresToOpen),
  });
  const again = retry(handleType(Outage), {
    maxAttempts: retries,
    backoff: new ExponentialBackoff({ initialDelay: 50, maxDelay: 250 }),
  });
  const policy = wrap(again, breaker);
  let held: { readonly until: number; dispose(): void } | undefined;
  breaker.onBreak(reason => {
    if ('isolated' in reason) return;
    held = { until: clock.now() + pauseMilliseconds, ...breaker.isolate() };
  });

  return async function run<T>(attempt: () => Promise<T>, signal: AbortSignal): Promise<T> {
    if (held && clock.now() >= held.until) {
      held.dispose();
      held = undefined;
    }
    try {
      return await policy.execute(attempt, signal);
    } catch (error) {
      if (error instanceof IsolatedCircuitError || error instanceof BrokenCircuitError) {
        throw new Outage('circuit-open', error);
      }
      throw error;
    }
  };
}
