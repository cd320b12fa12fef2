import type { CauseFacts } from './cause-facts.ts';
import { advice, contract } from './copy.ts';

/** What is typed does not get the user in, though there is an account. The words are in dialogs/causes-login.yml. */
export const loginCauses = {
  rejected: { ask: 'reset', next: ['reset', 'check', 'emailUnknown'] },
  emailUnknown: { ask: 'reset', next: ['reset', 'check', 'rejected'] },
  credentialsCorrect: { ask: 'worked', next: ['askScreen', 'connection', 'reset', 'check'] },
  mismatch: { ask: 'reset', next: ['reset', 'dataOutdated', 'check'] },
  dataOutdated: { ask: 'check', next: ['mismatch', 'check'] },
  locked: { ask: 'way', next: ['reset', 'check'] },
  otherDevice: { ask: 'way', next: ['reset', 'check', 'afterUpdate'] },
} as const satisfies CauseFacts;

export const causesLoginWords = contract('causes-login', {
  rejected: advice(),
  emailUnknown: advice(),
  credentialsCorrect: advice(),
  mismatch: advice(),
  dataOutdated: advice(),
  locked: advice(),
  otherDevice: advice(),
});
