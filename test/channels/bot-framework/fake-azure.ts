import type { JWTPayload } from 'jose';
import type { Surroundings } from '../../../src/surroundings.ts';
import type { TestAssistant } from '../../support/assistant.ts';
import type { FakeClock } from '../../support/fake-clock.ts';
import type { Answer, Request } from '../fake-platform.ts';
import { openOnChannel, settling } from '../open-on-channel.ts';
import {
  activityToken,
  appId,
  azureAnswer,
  azureEnvironment,
  type Key,
  makeKey,
  password,
} from './tokens.ts';

export { appId, makeKey, password };

const taken: Answer = { status: 200, body: { id: 'a' } };

/** The bot's side of Azure: published keys, the log-in, and a channel's connector, on one free port. */
export async function openAzure(
  answer: (request: Request) => Answer | undefined = () => taken,
  environment: Record<string, string> = {},
  surroundings: Surroundings = {},
) {
  const key = await makeKey('first');
  const published = [key.jwk];
  let url = '';
  const { platform: azure, ...opened } = await openOnChannel({
    answer: request => azureAnswer(request, url, published) ?? answer(request),
    environment(platform) {
      url = platform;
      return { ...azureEnvironment(platform), ...environment };
    },
    surroundings,
  });
  const serviceUrl = `${azure.url}/amer/`;
  const own = client(opened.assistant, opened.clock, key, serviceUrl);
  return { ...opened, azure, key, published, serviceUrl, ...own };
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
    settle: settling(assistant, clock),
  };
}

/** What the bot said, in order. */
export function saidOnAzure(requests: readonly Request[]) {
  return requests
    .filter(({ body, path }) => path.endsWith('/activities') && body.type === 'message')
    .map(({ body }) => body);
}
