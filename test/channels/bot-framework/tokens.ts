import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import type { Answer, Request } from '../fake-platform.ts';

export const appId = '9f2c1d80-0000-4000-8000-000000000001';
export const password = 'a-client-secret-of-this-test';

/** The settings for an Azure at `platform`: its published keys, its log-in and a channel's connector. */
export const azureEnvironment = (platform: string): Record<string, string> => ({
  MicrosoftAppId: appId,
  MicrosoftAppPassword: password,
  BOT_FRAMEWORK_OPENID_URL: `${platform}/openid`,
  BOT_FRAMEWORK_LOGIN_URL: platform,
  BOT_FRAMEWORK_SERVICE_URLS: platform,
});

/** What Microsoft itself answers: where its keys are, the keys, and a token for the bot. */
export function azureAnswer(
  { path }: Request,
  url: string,
  published: readonly object[],
): Answer | undefined {
  if (path === '/openid') return { status: 200, body: { jwks_uri: `${url}/keys`, issuer: 'x' } };
  if (path === '/keys') return { status: 200, body: { keys: published } };
  if (!path.endsWith('/oauth2/v2.0/token')) return undefined;
  return {
    status: 200,
    body: { token_type: 'Bearer', expires_in: 3_600, access_token: 'token-of-the-bot' },
  };
}

export type Key = Awaited<ReturnType<typeof makeKey>>;

export async function makeKey(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid, use: 'sig', endorsements: ['msteams', 'webchat'] };
  return { kid, privateKey, jwk };
}

/** A token as Azure makes it; the library looks at the real clock. `life` in seconds. */
export function activityToken({ kid, privateKey }: Key, claims: JWTPayload, life: number): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  const usual = { iss: 'https://api.botframework.com', aud: appId, nbf: now - 3_600, exp: now + life };
  return new SignJWT({ ...usual, ...claims })
    .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
    .sign(privateKey);
}
