import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export const appId = '9f2c1d80-0000-4000-8000-000000000001';
export const password = 'a-client-secret-of-this-test';

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
