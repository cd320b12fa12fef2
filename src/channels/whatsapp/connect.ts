import type { Server } from 'restify';
import type { WhatsAppSettings } from '../../channel-settings.ts';
import { equalSecrets } from '../../http/equal-secrets.ts';
import { HttpError } from '../../http/http-error.ts';
import { parseJson, readBytes } from '../../http/read-body.ts';
import { sendJson } from '../../http/respond.ts';
import type { Connect } from '../push/connect.ts';
import { readReference } from '../push/reference.ts';
import { createWhatsAppApi } from './api.ts';
import { readNotification } from './notification.ts';
import { isSignedBy } from './signature.ts';
import { createWhatsAppChannel } from './whatsapp-channel.ts';

/** A batch of Meta's may be as large, in bytes. */
const largestBatch = 3 * 1024 * 1024;

/** WhatsApp through Meta's Cloud API. */
export const connectWhatsApp: Connect<WhatsAppSettings> = settings => ({
  channel: createWhatsAppChannel(createWhatsAppApi(settings), settings),

  listen({ server, accept, outbox, clock }) {
    mountHandshake(server, settings.verifyToken);
    server.post('/webhooks/whatsapp', async (req, res) => {
      const body = await readBytes(req, ['application/json'], { limit: largestBatch });
      if (!isSignedBy(settings.appSecret, body, req.headers['x-hub-signature-256'])) throw new HttpError(401);
      const now = clock.now();
      const { heard, undelivered } = readNotification(parseJson(body), settings.phoneNumberId, now);
      await accept(heard);
      for (const { reference, problem } of undelivered) {
        const sent = readReference(reference);
        if (sent) await outbox.undelivered(sent, now, problem);
      }
      sendJson(res, 200, {});
    });
    return { stop() {} };
  },
});

/** Meta asks once whether this address wants its webhooks. */
function mountHandshake(server: Server, verifyToken: string): void {
  server.get('/webhooks/whatsapp', async (req, res) => {
    const query = new URLSearchParams(req.getQuery());
    const token = query.get('hub.verify_token') ?? undefined;
    const challenge = query.get('hub.challenge') ?? '';
    const valid = query.get('hub.mode') === 'subscribe' && /^[\w-]{1,200}$/.test(challenge);
    if (!valid || !equalSecrets(token, verifyToken)) throw new HttpError(403);
    res.sendRaw(200, challenge, { 'Content-Type': 'text/plain; charset=utf-8' });
  });
}
