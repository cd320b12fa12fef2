import type { Server } from 'restify';
import type { VerificationEvent } from '../../accounts/account-service.ts';
import { signatureHeader, verifyCallback } from '../../accounts/callback-signature.ts';
import { verificationEvent } from '../../accounts/verification-event.ts';
import type { Receive } from '../../bot/inbound-message.ts';
import type { ConversationStore } from '../../conversations/conversation-store.ts';
import { HttpError } from '../../http/http-error.ts';
import { check, parseJson, readBytes } from '../../http/read-body.ts';
import { sendNothing } from '../../http/respond.ts';
import { DedupeKey } from '../../ids.ts';
import type { Clock } from '../../time-and-chance.ts';

interface AccountEventsOptions {
  readonly store: ConversationStore;
  readonly receive: Receive;
  readonly secret: string;
  readonly clock: Clock;
}

/**
 * `POST /hooks/account-service`: the signed callback with which a verification goes on by itself. Answered 204 once the
 * turn is durable, so that the service repeats what was lost; the event's id makes a repetition harmless.
 */
export function mountAccountEvents(
  server: Server,
  { store, receive, secret, clock }: AccountEventsOptions,
): void {
  server.post('/hooks/account-service', async (req, res) => {
    const body = await readBytes(req, ['application/json']);
    const header = req.headers[signatureHeader];
    const signed = verifyCallback(body, typeof header === 'string' ? header : undefined, secret, clock);
    if (signed.kind === 'invalid') throw new HttpError(401);
    await deliver(check(verificationEvent, parseJson(body)));
    sendNothing(res);
  });

  async function deliver(event: VerificationEvent): Promise<void> {
    const conversation = await store.load(event.conversation);
    // Erased in the meantime: nobody is left to be told.
    if (!conversation) return;
    await receive({
      conversation: conversation.id,
      channel: conversation.channel,
      user: conversation.user,
      dedupeKey: DedupeKey.parse(`account-event:${event.id}`),
      content: { kind: 'verification', event },
    });
  }
}
