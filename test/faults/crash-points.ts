import type { ConversationStore } from '../../src/conversations/conversation-store.ts';
import type { Between } from '../../src/surroundings.ts';

/** Every place of a turn between two things that cannot be undone together; in the order of a turn. */
export const crashPoints = [
  'timer-claimed',
  'accepted',
  'lease-taken',
  'understood',
  'before-account-call',
  'after-account-call',
  'before-commit',
  'after-commit-before-publish',
  'after-publish-before-acknowledgement',
] as const;
export type CrashPoint = (typeof crashPoints)[number];

/** Calls `pass` whenever a turn comes by one of the points. */
export function passing(pass: (point: CrashPoint) => void): Between {
  return {
    store: store => passingStore(store, pass),
    understanding: understanding => ({
      understand(text) {
        const understood = understanding.understand(text);
        pass('understood');
        return understood;
      },
    }),
    accounts: accounts => {
      const around =
        (call: (...args: never[]) => Promise<unknown>) =>
        async (...args: never[]) => {
          pass('before-account-call');
          const answer = await call(...args);
          pass('after-account-call');
          return answer;
        };
      const entries = Object.entries(accounts).map(([name, call]) => [name, around(call)]);
      return Object.fromEntries(entries) as typeof accounts;
    },
    receive: receive => async inbound => {
      pass(inbound.content.kind === 'timer' ? 'timer-claimed' : 'accepted');
      return receive(inbound);
    },
  };
}

function passingStore(store: ConversationStore, pass: (point: CrashPoint) => void): ConversationStore {
  return {
    ...store,
    exclusively: (id, work) =>
      store.exclusively(id, () => {
        pass('lease-taken');
        return work();
      }),
    async commit(turn) {
      pass('before-commit');
      await store.commit(turn);
      pass('after-publish-before-acknowledgement');
    },
    // The store tells its watchers when the turn is durable; they pass it on to the sockets.
    watch: (id, onMessages) =>
      store.watch(id, messages => {
        pass('after-commit-before-publish');
        onMessages(messages);
      }),
  };
}
