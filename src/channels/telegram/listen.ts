import type { Server } from 'restify';
import { equalSecrets } from '../../http/equal-secrets.ts';
import { HttpError } from '../../http/http-error.ts';
import { parseJson, readBytes } from '../../http/read-body.ts';
import { sendJson } from '../../http/respond.ts';
import type { Log } from '../../log.ts';
import type { Accept } from '../push/channel.ts';
import type { CallTelegram } from './api.ts';
import { heardIn, Update } from './update.ts';

interface Ears {
  readonly call: CallTelegram;
  readonly accept: Accept;
  readonly log: Log;
}

/** `POST /webhooks/telegram`, known by its secret header. Answered once what it brought is durable. */
export function mountWebhook(server: Server, secret: string, ears: Ears): void {
  server.post('/webhooks/telegram', async (req, res) => {
    if (!equalSecrets(req.headers['x-telegram-bot-api-secret-token'], secret)) throw new HttpError(401);
    await take(parseJson(await readBytes(req, ['application/json'])), ears);
    sendJson(res, 200, {});
  });
}

/** What is no update that we know is passed over: refused, Telegram would send it again and again. */
export async function take(body: unknown, { call, accept }: Ears): Promise<number | undefined> {
  const update = Update.safeParse(body).data;
  const heard = update && heardIn(update);
  if (heard) await accept([heard]);
  // The button stops waiting; whether that worked is of no consequence.
  if (update?.callback_query)
    void call('answerCallbackQuery', { callback_query_id: update.callback_query.id });
  return update?.update_id;
}
