import type { Request } from 'restify';
import { clientAddress } from '../../http/client-address.ts';
import { HttpError } from '../../http/http-error.ts';
import type { LogInLimits } from '../log-in-limits.ts';
import { type ConsoleUser, foldEmail } from '../users.ts';

interface Options {
  readonly limits: LogInLimits;
  readonly trustProxy: boolean;
}

/**
 * Before something that an open session alone must not do, e.g. a new password. Guessing costs the same tries as at the
 * log-in. Throws `HttpError` 422 with the code `proof-refused`, 429 when it was tried too often.
 */
export function createProveAgain({ limits, trustProxy }: Options) {
  return async (req: Request, user: ConsoleUser, isRight: () => Promise<boolean>): Promise<void> => {
    const [address, email] = [clientAddress(req, trustProxy), foldEmail(user.email)];
    await limits.tryAddress(address);
    await limits.tryEmail(email);
    if (!(await isRight())) throw new HttpError(422, { code: 'proof-refused' });
    await limits.forgive(address, email);
  };
}

export type ProveAgain = ReturnType<typeof createProveAgain>;
