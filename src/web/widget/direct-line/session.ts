import type { Memory } from '../memory.ts';
import { type Answer, call } from './call.ts';
import { record } from './fields.ts';

/** The right to speak in one conversation for a while. */
export interface Ticket {
  readonly conversationId: string;
  readonly token: string;
  /** In seconds. */
  readonly expires_in: number;
  /** What was said so far, as in an answer to polling; only when the chat was just opened. */
  readonly activities?: unknown;
  readonly watermark?: unknown;
  /** Where the socket is opened, its query carries a token; not in every answer. */
  readonly streamUrl?: string;
  readonly resume?: string;
}

/** `resumed`: as on an earlier visit. `expired`: that conversation is over, and this is another one. */
export type Return = 'resumed' | 'expired';

export interface Session {
  /** Begins, resumes or reconnects, whatever is needed; afterwards the ticket is good. */
  open(watermark: string | undefined): Promise<Answer<Ticket>>;
  ticket(): Ticket | undefined;
  refresh(): Promise<void>;
  /** The token turned out to be no longer good: the next `open` asks for a new one with the resume secret. */
  expire(): void;
  /** Has everything that was said removed from the server. */
  erase(): Promise<boolean>;
  /** "Mulai baru": the next `open` revokes the secret and begins another conversation. */
  startOver(): void;
  /** Another tab has begun another conversation. */
  isOutdated(): boolean;
}

export interface SessionMemory {
  /** Of all tabs of the site. */
  readonly shared: Memory;
  /** Of this tab. */
  readonly tab: Memory;
}

/**
 * Tokens of the Direct Line server. The resume secret changes whenever it is used and is shared by all tabs, so it is
 * read again each time.
 */
export function createSession(
  base: string,
  { shared, tab }: SessionMemory,
  onReturn: (how: Return) => void,
): Session {
  const endpoint = `${base}v3/directline`;
  let ticket = restore();
  let startingOver = false;
  /** Later tickets only replace one that has run out. */
  let first = ticket === undefined;

  return {
    open,
    refresh,
    erase,
    ticket: () => ticket,
    expire: () => hold(undefined),
    startOver() {
      hold(undefined);
      startingOver = true;
    },
    isOutdated: () => ticket !== undefined && shared.get('conversation') !== ticket.conversationId,
  };

  /** The next page of the same tab goes on with the same token instead of asking for one at each click. */
  function restore(): Ticket | undefined {
    const [conversationId, token] = [tab.get('conversation'), tab.get('token')];
    if (!token || !conversationId || conversationId !== shared.get('conversation')) return undefined;
    return { conversationId, token, expires_in: 1_800 };
  }

  function hold(now: Ticket | undefined): void {
    ticket = now;
    tab.set('conversation', now?.conversationId ?? '');
    tab.set('token', now?.token ?? '');
  }

  async function open(watermark: string | undefined): Promise<Answer<Ticket>> {
    if (ticket) {
      const query = watermark ? `?watermark=${encodeURIComponent(watermark)}` : '';
      const url = `${endpoint}/conversations/${ticket.conversationId}${query}`;
      const again = await keep(call(url, { method: 'GET', token: ticket.token }));
      if (again.kind !== 'refused') return again;
    }
    return generate();
  }

  async function generate(): Promise<Answer<Ticket>> {
    const resume = shared.get('resume');
    const before = shared.get('conversation');
    const over = startingOver;
    // One request instead of Direct Line's two: on a bad connection each takes seconds.
    const body = { start: true, ...(resume && { resume }), ...(over && { startOver: true }) };
    const answer = readTicket(await call(`${endpoint}/tokens/generate`, { body }));
    if (answer.kind !== 'ok') return answer;
    const granted = answer.value;
    if (granted.resume) shared.set('resume', granted.resume);
    // Asked for while the request was under way.
    if (startingOver && !over) return generate();
    if (resume && !over) tellReturn(before === granted.conversationId);
    first = false;
    startingOver = false;
    shared.set('conversation', granted.conversationId);
    hold(granted);
    return { kind: 'ok', value: granted };
  }

  function tellReturn(known: boolean): void {
    if (!known) onReturn('expired');
    else if (first) onReturn('resumed');
  }

  async function refresh(): Promise<void> {
    if (!ticket) return;
    const before = ticket;
    const answer = await keep(call(`${endpoint}/tokens/refresh`, { token: before.token }));
    // A refusal that comes late is of a token that was replaced.
    if (answer.kind === 'refused' && ticket === before) hold(undefined);
  }

  async function erase(): Promise<boolean> {
    if (!ticket) return false;
    const url = `${endpoint}/conversations/${ticket.conversationId}/erase`;
    return (await call(url, { token: ticket.token, body: {} })).kind === 'ok';
  }

  /** Remembers the ticket in an answer, unless "mulai baru" came in between. */
  async function keep(asked: Promise<Answer<unknown>>): Promise<Answer<Ticket>> {
    const before = ticket;
    const answer = readTicket(await asked);
    if (answer.kind === 'ok' && ticket === before) hold(answer.value);
    return answer;
  }
}

/** An answer that is not ours, e.g. the page of a hotel's network, is as good as none. */
function readTicket(answer: Answer<unknown>): Answer<Ticket> {
  if (answer.kind !== 'ok') return answer;
  const { conversationId, token, expires_in, streamUrl = '', resume = '' } = record(answer.value);
  const readable = [conversationId, token, streamUrl, resume].every(field => typeof field === 'string');
  if (!readable || typeof expires_in !== 'number') return { kind: 'unreachable', wait: 0 };
  return { kind: 'ok', value: answer.value as Ticket };
}
