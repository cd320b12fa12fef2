import { z } from 'zod';
import type { BotFrameworkCredentials } from '../../channel-settings.ts';
import type { Clock } from '../../time-and-chance.ts';

/** `undefined` when Microsoft does not give one at the moment. */
export type AccessToken = () => Promise<string | undefined>;

const Token = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number() });

/** In milliseconds: renewed so long before its end. */
const margin = 5 * 60_000;
const patience = 10_000;

/** OAuth 2 client credentials: the token with which this bot writes to a channel, kept until shortly before its end. */
export function createAccessToken(
  { appId, password, loginUrl }: BotFrameworkCredentials,
  clock: Clock,
): AccessToken {
  let kept: { readonly token: string; readonly until: number } | undefined;
  let asking: Promise<string | undefined> | undefined;

  return async () => {
    if (kept && clock.now() < kept.until) return kept.token;
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  };

  async function ask(): Promise<string | undefined> {
    try {
      const response = await fetch(`${loginUrl}/oauth2/v2.0/token`, {
        method: 'POST',
        redirect: 'error',
        signal: AbortSignal.timeout(patience),
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: appId,
          client_secret: password,
          scope: 'https://api.botframework.com/.default',
        }),
      });
      const { access_token, expires_in } = Token.parse(await response.json());
      kept = { token: access_token, until: clock.now() + expires_in * 1_000 - margin };
      return access_token;
    } catch {
      return undefined;
    }
  }
}
