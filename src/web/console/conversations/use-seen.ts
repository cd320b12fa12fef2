import { useRef } from 'preact/hooks';
import type { PresentedAgent, PresentedSummary, PresentedUser } from '../../../console/presented.ts';
import { filterStrings as strings } from './strings.ts';
import { useColleagues } from './use-colleagues.ts';

/** What can be asked for by name: one's own chats, those of colleagues and whoever was seen with one, and tags that were seen. */
export function useSeen({ id }: PresentedUser, shown: readonly PresentedSummary[]) {
  const colleagues = useColleagues();
  const agents = useRef(new Map<string, PresentedAgent>());
  const tags = useRef(new Set<string>());
  for (const colleague of colleagues) agents.current.set(colleague.id, colleague);
  for (const one of shown) {
    for (const agent of [one.agent, one.assignee]) if (agent) agents.current.set(agent.id, agent);
    for (const tag of one.tags ?? []) tags.current.add(tag);
  }
  const others = [...agents.current.values()].filter(agent => agent.id !== id);
  return {
    agents: [{ id, name: strings.me }, ...others.sort((a, b) => a.name.localeCompare(b.name, 'id'))],
    tags: [...tags.current].sort((a, b) => a.localeCompare(b, 'id')),
  };
}
