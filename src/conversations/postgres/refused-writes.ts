import { Failure } from '../../failure.ts';
import type { Clock } from '../../time-and-chance.ts';

/** In milliseconds. Then somebody may try again: whether the database writes is known only by writing. */
const remembered = 5_000;

/** A database that is full or read-only answers every question and keeps nothing: only its refusals tell. */
export function createRefusedWrites(clock: Clock) {
  let refused: { readonly failure: Failure; readonly at: number } | undefined;

  return {
    async around<T>(write: () => Promise<T>): Promise<T> {
      try {
        const result = await write();
        refused = undefined;
        return result;
      } catch (error) {
        if (isRefusal(error)) refused = { failure: error, at: clock.now() };
        throw error;
      }
    },
    /** Throws the refusal of a moment ago. */
    check(): void {
      if (refused && clock.now() - refused.at < remembered) throw refused.failure;
    },
  };
}

function isRefusal(error: unknown): error is Failure {
  return error instanceof Failure && ['disk-full', 'database-read-only'].includes(error.code);
}
