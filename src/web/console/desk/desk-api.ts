import type {
  PresentedCannedReply,
  PresentedQueue,
  PresentedWatch,
} from '../../../console/desk/presented.ts';
import type { PresentedAgent, PresentedChange } from '../../../console/presented.ts';
import { askByPost, call, post } from '../api.ts';
import { findingNames, refusalStrings } from './strings.ts';

/** What came of something that was done with a chat. `refused`: why not, in words. */
export type Changed =
  | { readonly kind: 'ok'; readonly change: PresentedChange }
  | { readonly kind: 'loggedOut' }
  | { readonly kind: 'refused'; readonly why: string };

/** Sent again with the same id, a click is the same click. */
export const newClick = (): string => crypto.randomUUID();

const chat = (id: string) => `conversations/${encodeURIComponent(id)}`;

export const deskApi = {
  queue: () => call<PresentedQueue>('queue'),
  colleagues: () => call<{ colleagues: readonly PresentedAgent[] }>('colleagues'),
  cannedReplies: (id: string) =>
    call<{ replies: readonly PresentedCannedReply[] }>(`${chat(id)}/canned-replies`),
  watch: (id: string, known: { version: number; after: number; typing: boolean }) =>
    post<PresentedWatch>(`${chat(id)}/watch`, known),
  takeOver: (id: string) => change(`${chat(id)}/takeover`, { id: newClick() }),
  release: (id: string) => change(`${chat(id)}/release`, { id: newClick() }),
  reply: (id: string, text: string, click: string) => change(`${chat(id)}/reply`, { id: click, text }),
  note: (id: string, text: string, click: string) => change(`${chat(id)}/notes`, { id: click, text }),
  tag: (id: string, tags: { add?: readonly string[]; remove?: readonly string[] }) =>
    change(`${chat(id)}/tags`, { id: newClick(), ...tags }),
  assign: (id: string, colleague: string | null) =>
    change(`${chat(id)}/assign`, { id: newClick(), colleague }),
};

async function change(path: string, body: object): Promise<Changed> {
  try {
    const response = await askByPost(path, body);
    const answer: unknown = await response.json();
    // Our own server's answer to our own page: both are built from the same types.
    if (response.ok) return { kind: 'ok', change: answer as PresentedChange };
    return response.status === 401
      ? { kind: 'loggedOut' }
      : { kind: 'refused', why: whyNot(response.status, answer) };
  } catch {
    return { kind: 'refused', why: refusalStrings.offline };
  }
}

function whyNot(status: number, answer: unknown): string {
  const { error, agent, found } = Object(answer);
  switch (Object(error).code) {
    case 'held-by-another':
      return refusalStrings.heldBy(String(Object(agent).name));
    case 'not-held':
      return refusalStrings.notHeld;
    case 'full':
      return refusalStrings.full;
    case 'nobody-to-assign':
      return refusalStrings.nobodyToAssign;
    case 'holds-secret':
      return refusalStrings.holdsSecret(namesOf(found));
    case 'not-found':
      return refusalStrings.absent;
    case 'invalid':
      return refusalStrings.unfit;
    default:
      return status >= 500 ? refusalStrings.failed : refusalStrings.unfit;
  }
}

function namesOf(found: unknown): string {
  const kinds = Array.isArray(found) ? found : [];
  const names = Object.entries(findingNames).filter(([kind]) => kinds.includes(kind));
  return names.map(([, name]) => name).join(', ');
}
