import { z } from 'zod';
import type { AuditLog } from '../../audit/audit-log.ts';
import type { Conversation, ConversationStore } from '../../conversations/conversation-store.ts';
import { redact } from '../../conversations/redact.ts';
import type { Sealer } from '../../conversations/seal.ts';
import { HttpError } from '../../http/http-error.ts';
import { readJson } from '../../http/read-body.ts';
import { sendJson } from '../../http/respond.ts';
import { ConversationId } from '../../ids.ts';
import type { Clock } from '../../time-and-chance.ts';
import { actorOf } from '../actor-of.ts';
import type { ConsoleRoute, UserExchange } from '../mount-routes.ts';
import { canTalkToVisitors, canUnmaskAny } from '../policies.ts';
import type { ConsoleUser } from '../users.ts';
import { findSealed } from './find-sealed.ts';
import type { PresentedUnmasked } from './presented.ts';

/** Long enough to say why, e.g. the number of a ticket and what for. */
const Reason = z.object({ reason: z.string().trim().min(15).max(300) });

/** Nobody was asked for a number or a code here. */
const plainText = { identityStep: false, codeExpected: false, recentDigits: false };

export interface UnmaskOptions {
  readonly store: Pick<ConversationStore, 'load'>;
  readonly sealer: Pick<Sealer, 'open'>;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly clock: Clock;
}

/**
 * What people wrote is masked before it is stored and cannot be had back. What is sealed can: NIK and KPJ while a dialog
 * needs them, and the address that a channel delivers to.
 */
export function unmaskRoutes(
  api: string,
  { store, sealer, audit, clock }: UnmaskOptions,
): readonly ConsoleRoute[] {
  const path = `${api}/conversations/:id/unmask`;
  return [{ method: 'post', path, allows: canTalkToVisitors, handle: unmask }];

  /** `POST conversations/{id}/unmask` `{ "reason" }`: of the chat that one holds; an admin of any. */
  async function unmask({ req, res, user }: UserExchange): Promise<void> {
    const { reason } = await readJson(req, Reason);
    const id = ConversationId.safeParse(req.params.id).data;
    const conversation = id && (await store.load(id));
    if (!conversation) throw new HttpError(404);
    if (!mayUnmask(user, conversation)) throw new HttpError(403, { code: 'not-held' });
    const values = opened(conversation);
    const names = values.map(({ name }) => name).join(' ');
    // Nobody is to write down there what is masked everywhere else.
    const details = { reason: redact(reason, plainText).text, names };
    await audit.append({ actor: actorOf(user), action: 'unmask', object: conversation.id, details });
    const answer: PresentedUnmasked = { values };
    sendJson(res, 200, answer);
  }

  function opened({ id, state, replyAddress }: Conversation) {
    const sealed = findSealed(state, clock.now());
    const all = replyAddress === undefined ? sealed : [...sealed, { name: 'address', sealed: replyAddress }];
    return all.flatMap(({ name, sealed }) => {
      const value = sealer.open(sealed, id);
      return value === undefined ? [] : [{ name, value }];
    });
  }
}

function mayUnmask(user: ConsoleUser, { holder, agent }: Conversation): boolean {
  return canUnmaskAny(user) || (holder === 'person' && agent?.id === user.id);
}
