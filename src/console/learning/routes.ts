import { z } from 'zod';
import type { AuditActor } from '../../audit/audit-log.ts';
import { HttpError } from '../../http/http-error.ts';
import { readJson } from '../../http/read-body.ts';
import { sendJson } from '../../http/respond.ts';
import { ActivityId } from '../../ids.ts';
import { decision } from '../../learning/label.ts';
import type { Learning } from '../../learning/learning.ts';
import type { ConsoleRoute, Exchange } from '../mount-routes.ts';
import { canReadConversations, canTeach } from '../policies.ts';
import type { ConsoleUser } from '../users.ts';
import type { PresentedTraining } from './presented.ts';
import { presentInbox, presentOverview } from './presenters.ts';

/** As many as the page shows of a group. */
const Labelling = z.object({ messages: z.array(ActivityId).min(1).max(200), decision });

/** `0`: the model of intents/ alone. */
const VersionNumber = z.coerce.number().int().min(0).max(1_000_000);

type OfUser = Exchange & { readonly user: ConsoleUser };

/** What the bot misunderstood, what people decide about it, and the models that come of it. */
export function learningRoutes(api: string, learning: Learning): readonly ConsoleRoute[] {
  const path = `${api}/learning`;
  return [
    { method: 'get', path: `${path}/inbox`, allows: canReadConversations, handle: showInbox },
    { method: 'get', path: `${path}/overview`, allows: canReadConversations, handle: showOverview },
    { method: 'post', path: `${path}/labels`, allows: canTeach, handle: decide },
    { method: 'post', path: `${path}/train`, allows: canTeach, handle: train },
    { method: 'post', path: `${path}/versions/:version/activate`, allows: canTeach, handle: activate },
    { method: 'post', path: `${path}/patch`, allows: canTeach, handle: exportPatch },
  ];

  async function showInbox({ res }: Exchange): Promise<void> {
    sendJson(res, 200, presentInbox(await learning.inbox()));
  }

  async function showOverview({ res }: Exchange): Promise<void> {
    sendJson(res, 200, presentOverview(await learning.overview()));
  }

  /** `POST labels` `{ "messages": [id], "decision": { "kind": "intent", "intent" } | { "kind": "skip" | "withdrawn" } }`. */
  async function decide({ req, res, user }: OfUser): Promise<void> {
    const { messages, decision } = await readJson(req, Labelling);
    const decided = await learning.decide(messages, decision, actorOf(user));
    if (decided.kind === 'unknownIntent') throw new HttpError(422, { code: 'unknown-intent' });
    sendJson(res, 200, { texts: decided.texts });
  }

  /** `POST train`: answers at once; how far it is stands in the overview. */
  async function train({ res, user }: OfUser): Promise<void> {
    const training: PresentedTraining = { kind: await learning.train(actorOf(user)) };
    sendJson(res, training.kind === 'started' ? 202 : 200, training);
  }

  async function activate({ req, res, user }: OfUser): Promise<void> {
    const number = VersionNumber.safeParse(req.params.version);
    if (!number.success) throw new HttpError(404);
    const result = await learning.activate(number.data === 0 ? undefined : number.data, actorOf(user));
    switch (result) {
      case 'done':
        sendJson(res, 200, { active: number.data });
        return;
      case 'absent':
        throw new HttpError(404);
      case 'refused':
        throw new HttpError(409, { code: 'version-refused' });
      case 'stale':
        throw new HttpError(409, { code: 'version-stale' });
    }
  }

  /** `POST patch`, because it is recorded: text for `git apply`. */
  async function exportPatch({ res, user }: OfUser): Promise<void> {
    sendJson(res, 200, { patch: await learning.exportPatch(actorOf(user)) });
  }
}

function actorOf({ id, name, role }: ConsoleUser): AuditActor {
  return { id, name, role };
}
