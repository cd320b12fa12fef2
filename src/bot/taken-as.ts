import type { Taken } from '../conversations/message.ts';
import type { ActiveStep } from '../dialogs/kit.ts';
import type { Route } from './router.ts';

/** What a route means, for whoever reads the transcript. */
export function takenAs(route: Route, active: ActiveStep | undefined): Taken {
  switch (route.kind) {
    case 'continue':
      return active?.read().kind === 'notMine' ? 'askedAgain' : 'answer';
    case 'begin':
      return route.talk === 'fallback' || route.talk === 'clarify' ? route.talk : 'topic';
    case 'correct':
      return 'correction';
    case 'command':
      return 'command';
    case 'finishThisFirst':
      return 'later';
    case 'remind':
      return 'reminder';
  }
}
