import type { Holder, Outcome } from '../../../conversations/conversation-store.ts';
import { holderNames, outcomeNames } from '../strings.ts';

export function HolderBadge({ holder }: { holder: Holder }) {
  return <span class={`badge holder-${holder}`}>{holderNames[holder]}</span>;
}

export function OutcomeBadge({ outcome }: { outcome: Outcome }) {
  return <span class={`badge outcome-${outcome}`}>{outcomeNames[outcome]}</span>;
}
