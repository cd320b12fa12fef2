import type { Inbox, InboxGroup, InboxMessage } from '../../learning/inbox.ts';
import type { Overview } from '../../learning/learning.ts';
import type { ModelVersion } from '../../learning/model-version.ts';
import type {
  PresentedDoubt,
  PresentedGroup,
  PresentedInbox,
  PresentedOverview,
  PresentedVersion,
} from './presented.ts';

export function presentInbox({ groups, waiting }: Inbox): PresentedInbox {
  return { groups: groups.map(presentGroup), waiting };
}

function presentGroup({ messages, suggestions }: InboxGroup): PresentedGroup {
  return {
    messages: messages.map(presentDoubt),
    suggestions: suggestions.map(({ intent, probability }) => ({ intent, probability })),
  };
}

function presentDoubt(message: InboxMessage): PresentedDoubt {
  return {
    id: message.id,
    conversation: message.conversation,
    at: message.at,
    text: message.text,
    doubt: message.doubt,
    intent: message.intent,
    confidence: message.confidence,
    count: message.count,
  };
}

/** Reports of long ago are looked at by nobody, and each is several kB. */
const mostVersions = 30;

export function presentOverview({ taught, untrained, active, stale, versions }: Overview): PresentedOverview {
  return {
    taught,
    untrained,
    active,
    stale,
    versions: versions.slice(0, mostVersions).map(presentVersion),
  };
}

function presentVersion({ number, at, by, labels, state }: ModelVersion): PresentedVersion {
  return {
    number,
    at,
    by: by.name,
    labels,
    state: state.kind,
    progress: state.kind === 'training' ? state.progress : undefined,
    report: 'report' in state ? state.report : undefined,
    objections: 'objections' in state ? state.objections : [],
  };
}
