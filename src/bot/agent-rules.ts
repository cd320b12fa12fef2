import type { Conversation } from '../conversations/conversation-store.ts';
import type { InboundContent, TurnResult } from './inbound-message.ts';

type NothingHappens = Exclude<TurnResult, { readonly kind: 'done' }>;

/**
 * Who may do what with a chat that somebody may hold. `undefined`: go on. Asked within the conversation's queue, so of
 * two agents who take the same chat at once exactly one gets it.
 */
export function refusalOf(
  content: InboundContent,
  { holder, agent: holding }: Pick<Conversation, 'holder' | 'agent'>,
): NothingHappens | undefined {
  if (!('agent' in content)) return undefined;
  if (holder !== 'person' || !holding) return content.kind === 'takeOver' ? undefined : { kind: 'notHeld' };
  const own = holding.id === content.agent.id;
  switch (content.kind) {
    case 'takeOver':
      return own ? { kind: 'duplicate' } : { kind: 'heldBy', agent: holding };
    case 'reply':
      return own ? undefined : { kind: 'heldBy', agent: holding };
    case 'release':
      return own || content.othersToo ? undefined : { kind: 'heldBy', agent: holding };
  }
}
