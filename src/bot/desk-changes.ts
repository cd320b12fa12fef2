import { type DeskWork, mostTags, noDeskWork } from '../conversations/desk-work.ts';
import { redact } from '../conversations/redact.ts';
import type { FromAgent } from './inbound-message.ts';

type Tagging = Extract<FromAgent, { readonly kind: 'tag' }>;
type Noting = Extract<FromAgent, { readonly kind: 'note' }>;

/** Somebody may have pasted a number: masked like all else that is kept. */
const nothingAsked = { identityStep: false, codeExpected: false, recentDigits: false };

/** Tags are added and taken away one by one, so that two who tag at once lose nothing of each other. */
export function tagged(
  desk: DeskWork = noDeskWork,
  { add, remove }: Pick<Tagging, 'add' | 'remove'>,
): DeskWork {
  const kept = desk.tags.filter(tag => !remove.includes(tag));
  const added = add.map(tag => redact(tag, nothingAsked).text);
  return { ...desk, tags: [...new Set([...kept, ...added])] };
}

export function fitsWith(desk: DeskWork, tagging: Pick<Tagging, 'add' | 'remove'>): boolean {
  return tagged(desk, tagging).tags.length <= mostTags;
}

export function noted(desk: DeskWork = noDeskWork, { agent, text }: Noting, at: string): DeskWork {
  return { ...desk, notes: [...desk.notes, { by: agent, at, text: redact(text, nothingAsked).text }] };
}

/** Nobody in particular any more when `to` is left out. */
export function meantFor(desk: DeskWork = noDeskWork, to?: DeskWork['assignee']): DeskWork {
  const { assignee: _, ...rest } = desk;
  return to ? { ...rest, assignee: to } : rest;
}
