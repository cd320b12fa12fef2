import type { AuditLog } from '../../audit/audit-log.ts';
import type { CannedReply } from '../../content/canned-replies.ts';
import type { OfficeHours } from '../../content/office-hours.ts';
import type { ConversationStore } from '../../conversations/conversation-store.ts';
import { createTyping, type Typing } from '../../conversations/typing.ts';
import { sendJson } from '../../http/respond.ts';
import type { Clock } from '../../time-and-chance.ts';
import type { ConsoleRoute, Exchange } from '../mount-routes.ts';
import { canReadConversations, canTalkToVisitors } from '../policies.ts';
import type { CaseNames } from '../present-case.ts';
import type { PresentedAgent } from '../presented.ts';
import type { SendTurn } from '../send-turn.ts';
import type { UndeliveredIn } from '../undelivered.ts';
import type { ConsoleUsers } from '../users.ts';
import { createCannedReplies } from './canned-replies.ts';
import { createChangeDesk } from './change-desk.ts';
import { createPresence, type Presence } from './presence.ts';
import { createQueue } from './queue.ts';
import { createWatchConversation } from './watch-conversation.ts';

/** What the support team's own work needs beside the chats. */
export interface DeskOptions {
  readonly clock: Clock;
  /** By default each process knows of its own pages. */
  readonly presence?: Presence | undefined;
  readonly officeHours?: OfficeHours | undefined;
  readonly cannedReplies?: readonly CannedReply[];
  readonly typing?: Typing;
}

interface Options extends DeskOptions {
  readonly store: ConversationStore;
  readonly users: ConsoleUsers;
  readonly sendTurn: SendTurn;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly names: CaseNames;
  readonly undeliveredIn: UndeliveredIn;
}

/** The queue of those who wait for a person, and what people do beside the chats they answer. */
export function deskRoutes(
  api: string,
  {
    store,
    users,
    sendTurn,
    audit,
    names,
    undeliveredIn,
    clock,
    presence = createPresence(clock),
    officeHours,
    cannedReplies = [],
    typing = createTyping(clock),
  }: Options,
): readonly ConsoleRoute[] {
  const { note, tag, assign } = createChangeDesk({ sendTurn, users, audit, clock });
  const showQueue = createQueue({ store, names, officeHours, clock });
  const watch = createWatchConversation({ store, presence, names, typing, undeliveredIn });
  const chat = `${api}/conversations/:id`;
  return [
    {
      method: 'get',
      path: `${api}/queue`,
      allows: canReadConversations,
      asksItself: true,
      handle: showQueue,
    },
    { method: 'get', path: `${api}/colleagues`, allows: canTalkToVisitors, handle: listColleagues },
    {
      method: 'post',
      path: `${chat}/watch`,
      allows: canReadConversations,
      asksItself: true,
      handle: watch,
    },
    { method: 'post', path: `${chat}/assign`, allows: canTalkToVisitors, handle: assign },
    { method: 'post', path: `${chat}/notes`, allows: canTalkToVisitors, handle: note },
    { method: 'post', path: `${chat}/tags`, allows: canTalkToVisitors, handle: tag },
    {
      method: 'get',
      path: `${chat}/canned-replies`,
      allows: canTalkToVisitors,
      handle: createCannedReplies(store, cannedReplies),
    },
  ];

  /** `GET colleagues`: who can be given a chat, by name; no addresses. */
  async function listColleagues({ res }: Exchange): Promise<void> {
    const colleagues = (await users.all())
      .filter(user => !user.disabled && canTalkToVisitors(user))
      .map(({ id, name }): PresentedAgent => ({ id, name }))
      .sort((a, b) => a.name.localeCompare(b.name, 'id'));
    sendJson(res, 200, { colleagues });
  }
}
