import { CloudAdapter, ConfigurationBotFrameworkAuthentication, type TurnContext } from 'botbuilder';
import { expect, it } from 'vitest';
import { appId, openAzure } from './fake-azure.ts';

type Credentials = ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1];

/** The bot's token without Microsoft's log-in, of which botbuilder's own way cannot be tested on one machine. */
const credentials = {
  isValidAppId: async () => true,
  isAuthenticationDisabled: async () => false,
  createCredentials: async () => ({
    async signRequest(request: { headers: { set(name: string, value: string): void } }) {
      request.headers.set('authorization', 'Bearer token-of-the-bot');
      return request;
    },
  }),
} as unknown as Credentials;

it('what goes out to Azure is what botbuilder’s CloudAdapter would have sent', async () => {
  const { post, text, settle, azure, serviceUrl } = await openAzure();
  await post(text('min aku lupa sandi jmo'));
  await settle();
  const ours = azure.requests.filter(({ path }) => path.endsWith('/activities')).at(-1);
  const { from, recipient, conversation, channelId, ...said } = ours?.body ?? {};

  const adapter = new CloudAdapter(
    new ConfigurationBotFrameworkAuthentication({ MicrosoftAppId: appId }, credentials),
  );
  const reference = { bot: from, user: recipient, conversation, channelId, serviceUrl };
  await adapter.continueConversationAsync(appId, reference, async (turn: TurnContext) => {
    const { serviceUrl: _, ...activity } = said;
    // It makes up an activity and would answer that one, which nobody has ever seen.
    Object.assign(turn.activity, { id: undefined });
    await turn.sendActivity(activity);
  });
  const theirs = azure.requests.filter(({ path }) => path.includes('/v3/conversations/')).at(-1);
  expect(theirs).not.toBe(ours);
  expect(theirs?.path).toBe(ours?.path);
  expect(theirs?.headers.authorization).toBe(ours?.headers.authorization);
  expect(JSON.parse(theirs?.body)).toMatchObject(ours?.body);
});
