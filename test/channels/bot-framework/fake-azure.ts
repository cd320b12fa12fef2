import type { JWTPayload } from 'jose';
import { onTestFinished } from 'vitest';
import { openAssistant, type TestAssistant } from '../../support/assistant.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { type Answer, openFakePlatform, type Request } from '../fake-platform.ts';
import { activityToken, appId, type Key, makeKey, password } from './tokens.ts';

export { appId, makeKey, password };

/** The bot's side of Azure: published keys, the log-in, and a channel's connector, on one free port. */
export async function openAzure(
  answer: (request: Request) => Answer | undefined = () => ({ status: 200, body: { id: 'a' } }),
  environment: Record<string, string> = {},
) {
  const key = await makeKey('first');
  const published = [key.jwk];
  const clock = new FakeClock();
  const azure = await openFakePlatform(request => {
    if (request.path === '/openid')
      return { status: 200, body: { jwks_uri: `${azure.url}/keys`, issuer: 'x' } };
    if (request.path === '/keys') return { status: 200, body: { keys: published } };
    if (request.path.endsWith('/oauth2/v2.0/token')) {
      return {
        status: 200,
        body: { token_type: 'Bearer', expires_in: 3_600, access_token: 'token-of-the-bot' },
      };
    }
    return answer(request);
  });
  onTestFinished(() => azure.close());
  const assistant = await openAssistant(
    { clock },
    {
      MicrosoftAppId: appId,
      MicrosoftAppPassword: password,
      BOT_FRAMEWORK_OPENID_URL: `${azure.url}/openid`,
      BOT_FRAMEWORK_LOGIN_URL: azure.url,
      BOT_FRAMEWORK_SERVICE_URLS: azure.url,
      ...environment,
    },
  );
  onTestFinished(() => assistant.close());
  const serviceUrl = `${azure.url}/amer/`;
  return {
    assistant,
    clock,
    azure,
    key,
    published,
    serviceUrl,
    ...client(assistant, clock, key, serviceUrl),
  };
}

/** One person in one channel; what they do comes in as activities with a token of the channel's. */
export function client(
  assistant: TestAssistant,
  clock: FakeClock,
  key: Key,
  serviceUrl: string,
  who = '29:1bSnHZ7Js2STWrgk6ScEErLk1Lp2zQuD5H2qQ960rtvstKp8tKLl',
) {
  let activities = 0;
  const activity = (fields: object) => ({
    id: `activity-${who.slice(-6)}-${++activities}`,
    channelId: 'webchat',
    serviceUrl,
    from: { id: who, name: 'Budi Santoso' },
    recipient: { id: 'bot', name: 'Asisten' },
    conversation: { id: `conversation-of-${who}` },
    ...fields,
  });

  return {
    activity,
    text: (text: string) => activity({ type: 'message', text }),
    token: (claims: JWTPayload = {}, by: Key = key, life = 600) =>
      activityToken(by, { serviceurl: serviceUrl, ...claims }, life),
    async post(body: unknown, authorization?: string) {
      const bearer = authorization ?? `Bearer ${await activityToken(key, { serviceurl: serviceUrl }, 600)}`;
      return fetch(`${assistant.url}/api/messages`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...(bearer !== '' && { Authorization: bearer }) },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
    },
    /** Until everything that is due has been answered and delivered. */
    async settle(milliseconds = 10_000) {
      await assistant.drained();
      for (let step = 0; step < milliseconds; step += 1_000) {
        await clock.advance(1_000);
        await assistant.drained();
      }
    },
  };
}

/** What the bot said, in order. */
export function saidOnAzure(requests: readonly Request[]) {
  return requests
    .filter(({ body, path }) => path.endsWith('/activities') && body.type === 'message')
    .map(({ body }) => body);
}
