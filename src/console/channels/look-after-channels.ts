import { z } from 'zod';
import { channelOf } from '../../conversations/channel-of.ts';
import type { UnhandledArrival } from '../../conversations/inbox.ts';
import type { UndeliveredMessage } from '../../conversations/outbox.ts';
import { HttpError } from '../../http/http-error.ts';
import { readJson } from '../../http/read-body.ts';
import { sendJson } from '../../http/respond.ts';
import { ConversationId, DedupeKey } from '../../ids.ts';
import type { Exchange } from '../mount-routes.ts';
import type { ConsoleUser } from '../users.ts';
import type { ChannelDesk } from './channel-desk.ts';
import type { PresentedChannel, PresentedChannels, PresentedFailure } from './presented-channels.ts';

const Letter = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), conversation: ConversationId, sequence: z.int().positive() }),
  z.object({ kind: z.literal('arrival'), conversation: ConversationId, key: DedupeKey }),
]);
type Letter = z.infer<typeof Letter>;

/** How the messaging channels fare, what they could not deliver, and sending that once more. */
export function createLookAfterChannels(desk: ChannelDesk) {
  return { show, retry };

  /** `GET channels`. */
  async function show({ res }: Exchange): Promise<void> {
    const [health, messages, arrivals] = await Promise.all([
      desk.health(),
      desk.outbox.deadLetters(),
      desk.inbox.deadLetters(),
    ]);
    const failures = [...messages.map(presentMessage), ...arrivals.flatMap(presentArrival)];
    const shown: PresentedChannels = {
      channels: health.map(presentChannel),
      failures: failures.sort((a, b) => b.failedAt.localeCompare(a.failedAt)),
    };
    sendJson(res, 200, shown);
  }

  /** `POST channels/retry` with a failure's `kind`, `conversation` and `sequence` or `key`. 404 when there is none. */
  async function retry({ req, res, user }: Exchange & { user: ConsoleUser }): Promise<void> {
    const letter = await readJson(req, Letter);
    if (!(await isGivenUp(letter))) throw new HttpError(404);
    await desk.audit.append({
      actor: { id: user.id, name: user.name, role: user.role },
      action: 'retry-delivery',
      object: letter.conversation,
      details: letter.kind === 'message' ? { sequence: letter.sequence } : {},
    });
    if (!(await waitsAgain(letter))) throw new HttpError(404);
    desk.retried();
    sendJson(res, 200, {});
  }

  async function isGivenUp(letter: Letter): Promise<boolean> {
    switch (letter.kind) {
      case 'message':
        return (await desk.outbox.deadLetters()).some(
          one => one.conversation === letter.conversation && one.sequence === letter.sequence,
        );
      case 'arrival':
        return (await desk.inbox.deadLetters()).some(
          one => one.conversation === letter.conversation && one.key === letter.key,
        );
    }
  }

  function waitsAgain(letter: Letter): Promise<boolean> {
    switch (letter.kind) {
      case 'message':
        return desk.outbox.retry(letter.conversation, letter.sequence, desk.clock.now());
      case 'arrival':
        return desk.inbox.retry(letter.conversation, letter.key, desk.clock.now());
    }
  }
}

type Health = Awaited<ReturnType<ChannelDesk['health']>>[number];

function presentChannel(health: Health): PresentedChannel {
  const { lastFailure, incoming, outgoing } = health;
  return {
    name: health.name,
    status: health.status,
    lastHeard: health.lastHeard,
    lastSent: health.lastSent,
    lastFailure: lastFailure && { at: lastFailure.at, problem: lastFailure.problem },
    incoming: { waiting: incoming.waiting, oldest: incoming.oldest },
    outgoing: { waiting: outgoing.waiting, oldest: outgoing.oldest },
  };
}

function presentMessage(letter: UndeliveredMessage): PresentedFailure {
  const { conversation, channel, sequence, since, failedAt, attempts, problem } = letter;
  return { kind: 'message', conversation, channel, sequence, since, failedAt, attempts, problem };
}

function presentArrival(letter: UnhandledArrival): readonly PresentedFailure[] {
  const { conversation, key, since, failedAt, attempts, problem } = letter;
  const channel = channelOf(letter);
  return channel ? [{ kind: 'arrival', conversation, channel, key, since, failedAt, attempts, problem }] : [];
}
