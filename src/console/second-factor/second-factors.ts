import type { Sealer } from '../../conversations/seal.ts';
import type { Clock, Random } from '../../time-and-chance.ts';
import type { ConsoleUser, ConsoleUserId, ConsoleUsers } from '../users.ts';
import { base32 } from './base32.ts';
import { hashOfRecoveryCode, makeRecoveryCodes } from './recovery-codes.ts';
import { stepOf } from './totp.ts';

export interface SecondFactors {
  /** A new secret, which counts only once a code of it was given. Answers it in base32. */
  begin(user: ConsoleUserId): Promise<string>;
  /** `absent`: nothing was begun. Codes for the day on which the telephone is lost are answered once. */
  confirm(user: ConsoleUserId, code: string): Promise<Confirmed>;
  /** A code of the app or a recovery code; either is taken once. */
  accepts(user: ConsoleUserId, code: string): Promise<boolean>;
  /** The old ones are worth nothing afterwards. */
  renewRecoveryCodes(user: ConsoleUserId): Promise<readonly string[]>;
}

export type Confirmed =
  | { readonly kind: 'confirmed'; readonly recoveryCodes: readonly string[] }
  | { readonly kind: 'refused' }
  | { readonly kind: 'absent' };

interface Options {
  readonly users: Pick<ConsoleUsers, 'find' | 'change'>;
  readonly sealer: Sealer<ConsoleUserId>;
  readonly clock: Clock;
  readonly random: Random;
}

/** RFC 4226 asks for 128 bits at least and recommends 160. */
const secretBytes = 20;

export function createSecondFactors({ users, sealer, clock, random }: Options): SecondFactors {
  return { begin, confirm, accepts, renewRecoveryCodes };

  async function begin(id: ConsoleUserId): Promise<string> {
    const secret = random.bytes(secretBytes);
    const enrolling = sealer.seal(Buffer.from(secret).toString('base64url'), id);
    await users.change(id, user => ({ ...user, enrolling }));
    return base32(secret);
  }

  async function confirm(id: ConsoleUserId, code: string): Promise<Confirmed> {
    const recoveryCodes = makeRecoveryCodes(random);
    let confirmed: Confirmed = { kind: 'absent' };
    await users.change(id, user => {
      const { enrolling, ...rest } = user;
      confirmed = { kind: 'absent' };
      if (enrolling === undefined) return user;
      const step = takenStep(id, enrolling, code);
      confirmed = { kind: 'refused' };
      if (step === undefined) return user;
      confirmed = { kind: 'confirmed', recoveryCodes };
      const since = now();
      const recovery = recoveryCodes.map(hashOfRecoveryCode);
      // Whoever got in with the password alone before has to come again, with a code.
      return { ...rest, sessionsFrom: since, factor: { secret: enrolling, since, usedStep: step, recovery } };
    });
    return confirmed;
  }

  async function accepts(id: ConsoleUserId, code: string): Promise<boolean> {
    let accepted = false;
    await users.change(id, user => {
      const next = used(user, code);
      accepted = next !== undefined;
      return next ?? user;
    });
    return accepted;
  }

  function used(user: ConsoleUser, code: string): ConsoleUser | undefined {
    const { factor } = user;
    if (!factor) return undefined;
    const hash = hashOfRecoveryCode(code);
    const step = takenStep(user.id, factor.secret, code);
    if (factor.recovery.includes(hash)) {
      return { ...user, factor: { ...factor, recovery: factor.recovery.filter(one => one !== hash) } };
    }
    return step !== undefined && step > factor.usedStep
      ? { ...user, factor: { ...factor, usedStep: step } }
      : undefined;
  }

  async function renewRecoveryCodes(id: ConsoleUserId): Promise<readonly string[]> {
    const codes = makeRecoveryCodes(random);
    await users.change(id, user => {
      const { factor } = user;
      return factor ? { ...user, factor: { ...factor, recovery: codes.map(hashOfRecoveryCode) } } : user;
    });
    return codes;
  }

  function takenStep(id: ConsoleUserId, sealed: string, code: string): number | undefined {
    const secret = sealer.open(sealed, id);
    // Sealed with another key: nobody gets in with it; `reset-totp` helps.
    if (secret === undefined) return undefined;
    return stepOf(code.replace(/\s/g, ''), Buffer.from(secret, 'base64url'), clock.now());
  }

  function now(): string {
    return new Date(clock.now()).toISOString();
  }
}
