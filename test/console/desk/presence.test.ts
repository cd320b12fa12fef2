import { createPresence } from '../../../src/console/desk/presence.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { describePresence } from './presence-contract.ts';

describePresence('one process', async () => {
  const clock = new FakeClock();
  return { presence: createPresence(clock), clock };
});
