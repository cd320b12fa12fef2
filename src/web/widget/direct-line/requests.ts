import { type ActivitySet, readActivitySet } from './activity.ts';
import { type Answer, call } from './call.ts';
import type { Outgoing } from './outbox.ts';
import type { Session, Ticket } from './session.ts';

/** What is asked of an open conversation. */
export interface Requests {
  post(message: Outgoing): Promise<Answer<unknown>>;
  /** Everything after `watermark`; `undefined` when there is no answer, or none for this conversation any more. */
  poll(watermark: string | undefined): Promise<ActivitySet | undefined>;
  /** A sign that the visitor writes; one that is lost is no loss. */
  tellWriting(): void;
}

export function createRequests(base: string, session: Session): Requests {
  return { post, poll, tellWriting };

  async function post({ id, text }: Outgoing): Promise<Answer<unknown>> {
    const ticket = session.ticket();
    if (!ticket) return { kind: 'unreachable', wait: 0 };
    const body = {
      type: 'message',
      from: { id: 'visitor', role: 'user' },
      locale: 'id-ID',
      text,
      channelData: { clientActivityID: id },
    };
    return call(address(ticket, 'activities'), { token: ticket.token, body });
  }

  function tellWriting(): void {
    const ticket = session.ticket();
    if (ticket) void call(address(ticket, 'typing'), { token: ticket.token });
  }

  async function poll(watermark: string | undefined): Promise<ActivitySet | undefined> {
    const ticket = session.ticket();
    if (!ticket) return undefined;
    const query = watermark ? `?watermark=${encodeURIComponent(watermark)}` : '';
    const answer = await call(address(ticket, 'activities') + query, { method: 'GET', token: ticket.token });
    const current = session.ticket()?.conversationId === ticket.conversationId;
    return answer.kind === 'ok' && current ? readActivitySet(answer.value) : undefined;
  }

  function address({ conversationId }: Ticket, what: 'activities' | 'typing'): string {
    return `${base}v3/directline/conversations/${conversationId}/${what}`;
  }
}
