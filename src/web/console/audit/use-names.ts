import type { PresentedColleague } from '../../../console/people/presented.ts';
import { rightsApi } from '../rights/rights-api.ts';
import { useLoaded } from '../use-loaded.ts';
import type { AuditNames } from './in-words.ts';

/** Names for the ids that the log keeps; until they are there, and for who is gone, the ids themselves. */
export function useNames(titleOf: AuditNames['intent'], onExpired: () => void) {
  const [people] = useLoaded(rightsApi.people, onExpired);
  const [tokens] = useLoaded(rightsApi.tokens, onExpired);
  const users: readonly PresentedColleague[] = people.state === 'ready' ? people.value.users : [];
  const made = tokens.state === 'ready' ? tokens.value.tokens : [];
  const names: AuditNames = {
    person: id => users.find(user => user.id === id)?.name ?? id,
    intent: titleOf,
    token: id => made.find(token => token.id === id)?.name ?? id,
  };
  return { users, names };
}
