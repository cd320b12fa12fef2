import type { BotFrameworkSettings } from '../../channel-settings.ts';
import { HttpError } from '../../http/http-error.ts';
import { parseJson, readBytes } from '../../http/read-body.ts';
import { sendJson } from '../../http/respond.ts';
import type { Connect } from '../push/connect.ts';
import { createAccessToken } from './access-token.ts';
import { Activity, heardIn } from './activity.ts';
import { createAuthenticate, isRefusal } from './authenticate.ts';
import { createBotFrameworkChannel } from './bot-framework-channel.ts';
import { createServiceUrls, isLoopback } from './service-urls.ts';

/** Azure Bot Service, hence Teams, LINE, Facebook and the rest; in development also the Emulator on this machine. */
export const connectBotFramework: Connect<BotFrameworkSettings> = ({ credentials, serviceUrls }, clock) => {
  const trusted = createServiceUrls(serviceUrls);
  const isTrusted = credentials ? trusted.isTrusted : isLoopback;
  const accessToken = credentials && createAccessToken(credentials, clock);
  return {
    channel: createBotFrameworkChannel({ accessToken, isTrusted }),

    listen({ server, accept, log }) {
      const authenticate = credentials && createAuthenticate(credentials);
      server.post('/api/messages', async (req, res) => {
        const activity = Activity.safeParse(parseJson(await readBytes(req, ['application/json'], { limit })));
        if (!activity.success) throw new HttpError(400);
        // Without credentials nobody is asked for a token: then only this machine may come in.
        if (!authenticate && !isOwnMachine(req.socket.remoteAddress)) throw new HttpError(401);
        await authenticate?.(req.headers.authorization ?? '', activity.data).catch(error => {
          log.warn('an activity was refused', { channel: 'bot-framework', error });
          // Were Microsoft's keys not to be had, nobody has said yet that the token is wrong.
          throw isRefusal(error)
            ? new HttpError(401)
            : new HttpError(503, { headers: { 'Retry-After': '5' } });
        });
        if (!isTrusted(activity.data.serviceUrl)) throw new HttpError(403);
        const heard = heardIn(activity.data);
        if (heard) await accept([heard]);
        sendJson(res, 200, {});
      });
      return { stop() {} };
    },
  };
};

/** In bytes: Teams sends up to 256 kB. */
const limit = 256 * 1024;

function isOwnMachine(address = ''): boolean {
  return address === '::1' || address.replace(/^::ffff:/, '').startsWith('127.');
}
