import { z } from 'zod';
import type { BotFrameworkCredentials } from '../../channel-settings.ts';
import type { Clock } from '../../time-and-chance.ts';

/** `undefined` when Microsoft does not give one at the moment. */
export type AccessToken = () => Promise<string | undefined>;

type Asked =
  | { readonly kind: 'given'; readonly token: string; readonly seconds: number }
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'unreachable' };

const Token = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number() });

/** In milliseconds: renewed so long before its end. */
const margin = 5 * 60_000;
const patience = 10_000;

/** OAuth 2 client credentials: the token with which this bot writes to a channel, kept until shortly before its end. */
export function createAccessToken(credentials: BotFrameworkCredentials, clock: Clock): AccessToken {
  let kept: { readonly token: string; readonly until: number } | undefined;
  let asking: Promise<string | undefined> | undefined;

  return async () => {
    if (kept && clock.now() < kept.until) return kept.token;
    asking ??= renew().finally(() => {
      asking = undefined;
    });
    return asking;
  };

  async function renew(): Promise<string | undefined> {
    const answer = await askForToken(credentials);
    if (answer.kind !== 'given') return undefined;
    kept = { token: answer.token, until: clock.now() + answer.seconds * 1_000 - margin };
    return answer.token;
  }
}

/** One question, nothing kept. */
export async function askForToken({ appId, password, loginUrl }: BotFrameworkCredentials): Promise<Asked> {
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
    if (response.status >= 400 && response.status < 500) return { kind: 'refused', status: response.status };
    const { access_token, expires_in } = Token.parse(await response.json());
    return { kind: 'given', token: access_token, seconds: expires_in };
  } catch {
    return { kind: 'unreachable' };
  }
}
