import type { Agent } from '../conversations/case-notes.ts';
import type { Conversation } from '../conversations/conversation-store.ts';
import { mostNotes, noDeskWork } from '../conversations/desk-work.ts';
import { fitsWith } from './desk-changes.ts';
import type { FromAgent, InboundContent, TurnResult } from './inbound-message.ts';

type NothingHappens = Exclude<TurnResult, { readonly kind: 'done' }>;
type Chat = Pick<Conversation, 'holder' | 'agent' | 'desk'>;

/**
 * Who may do what with a chat that somebody may hold. `undefined`: go on. Asked within the conversation's queue, so of
 * two agents who take the same chat at once exactly one gets it.
 */
export function refusalOf(content: InboundContent, chat: Chat): NothingHappens | undefined {
  if (!('agent' in content)) return undefined;
  const { desk = noDeskWork } = chat;
  switch (content.kind) {
    case 'note':
      return desk.notes.length < mostNotes ? undefined : { kind: 'full' };
    case 'tag':
      return fitsWith(desk, content) ? undefined : { kind: 'full' };
    default:
      return refusalOfHolding(content, chat);
  }
}

function refusalOfHolding(
  content: Exclude<FromAgent, { readonly kind: 'note' | 'tag' }>,
  { holder, agent: holding }: Chat,
): NothingHappens | undefined {
  if (holder !== 'person' || !holding) return isForFreeChats(content) ? undefined : { kind: 'notHeld' };
  const own = holding.id === content.agent.id;
  const notTheirs = { kind: 'heldBy', agent: holding } as const;
  const decides = own || ('othersToo' in content && content.othersToo);
  switch (content.kind) {
    case 'takeOver':
      return own ? { kind: 'duplicate' } : notTheirs;
    case 'reply':
      return own ? undefined : notTheirs;
    case 'release':
      return decides ? undefined : notTheirs;
    case 'assign':
      return decides ? refusalOfPassing(content.to, holding) : notTheirs;
  }
}

/** It is with them already, or for nobody: a chat that is held is given back to the bot, not to nobody. */
function refusalOfPassing(to: Agent | undefined, holding: Agent): NothingHappens | undefined {
  return to === undefined || to.id === holding.id ? { kind: 'duplicate' } : undefined;
}

function isForFreeChats({ kind }: FromAgent): boolean {
  return kind === 'takeOver' || kind === 'assign';
}
