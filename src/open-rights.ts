import { createSecondFactors } from './console/second-factor/second-factors.ts';
import type { ConsoleUserId } from './console/users.ts';
import { createSealer } from './conversations/seal.ts';
import type { AssistantStorage } from './open-storage.ts';
import type { Clock, Random } from './time-and-chance.ts';

interface Options {
  readonly storage: Pick<AssistantStorage, 'consoleUsers' | 'consoleSessions' | 'audit'>;
  /** Second factors are sealed with it. */
  readonly secret: string;
  readonly clock: Clock;
  readonly random: Random;
}

/** Who may use the console, and how they prove who they are. */
export function openRights({ storage, secret, clock, random }: Options) {
  const { consoleUsers: users, consoleSessions: sessions, audit } = storage;
  const sealer = createSealer<ConsoleUserId>(secret, random, 'second factor');
  return {
    users,
    sessions,
    audit,
    clock,
    secondFactors: createSecondFactors({ users, sealer, clock, random }),
  };
}
