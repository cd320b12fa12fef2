import type { Clock, Random } from '../../time-and-chance.ts';
import type { Secrets } from './secrets.ts';
import type { SeedAccount } from './seed.ts';
import type { Store } from './store.ts';

/** What every operation of the mock institution works with. */
export interface Institution {
  readonly members: readonly SeedAccount[];
  readonly store: Store;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly random: Random;
  /** Only then is there an inbox: a code must not lie readable anywhere else. */
  readonly development: boolean;
}
