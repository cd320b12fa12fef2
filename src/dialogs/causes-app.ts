import type { CauseFacts } from './cause-facts.ts';
import { advice, contract } from './copy.ts';

/** The app, the network or the telephone: nothing is wrong with the account. The words are in dialogs/causes-app.yml. */
export const appCauses = {
  afterUpdate: { ask: 'worked', next: ['connection', 'oldSystem', 'reset', 'check'] },
  appCrash: { ask: 'worked', next: ['oldSystem', 'connection', 'serverTrouble'] },
  updateLoop: { ask: 'worked', next: ['oldSystem', 'afterUpdate'] },
  oldSystem: { ask: 'worked', next: ['appCrash', 'serverTrouble'] },
  wrongClock: { ask: 'worked', next: ['connection', 'oldSystem', 'serverTrouble'] },
  serverTrouble: { ask: 'worked', next: ['connection', 'appCrash'] },
  connection: { ask: 'worked', next: ['vpn', 'serverTrouble', 'afterUpdate'] },
  vpn: { ask: 'worked', next: ['connection', 'serverTrouble', 'afterUpdate'] },
  abroad: { ask: 'reset', next: ['vpn', 'connection', 'reset', 'check'] },
  clearCache: { ask: 'worked', next: ['connection', 'oldSystem', 'serverTrouble'] },
  appCare: { ask: 'worked', next: ['connection', 'oldSystem', 'serverTrouble'] },
  nothingShown: { ask: 'worked', next: ['connection', 'afterUpdate', 'reset', 'check'] },
} as const satisfies CauseFacts;

export const causesAppWords = contract('causes-app', {
  afterUpdate: advice(),
  appCrash: advice(),
  updateLoop: advice(),
  oldSystem: advice(),
  wrongClock: advice(),
  serverTrouble: advice(),
  connection: advice(),
  vpn: advice(),
  abroad: advice(),
  clearCache: advice(),
  appCare: advice(),
  nothingShown: advice(),
});
