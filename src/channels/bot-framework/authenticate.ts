import type { Activity as FrameworkActivity } from 'botbuilder';
import type { BotFrameworkCredentials } from '../../channel-settings.ts';
import type { Activity } from './activity.ts';

/** Resolves when botbuilder has found the token to be Microsoft's, for us and for this activity; rejects otherwise. */
export type Authenticate = (authorization: string, activity: Activity) => Promise<void>;

/**
 * The check of the JWT that botbuilder's CloudAdapter makes, without the rest of it: signature by a published key, issuer,
 * audience, life time, endorsements, and the serviceUrl it was made for. Never built without an app id: botbuilder would
 * then check nothing.
 */
export function createAuthenticate({
  appId,
  openIdMetadataUrl,
  loginUrl,
}: BotFrameworkCredentials): Authenticate {
  const configuration = {
    MicrosoftAppId: appId,
    // Never asked: answers are sent with a token of our own getting.
    MicrosoftAppPassword: 'unused',
    ...(openIdMetadataUrl !== undefined && {
      ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: openIdMetadataUrl,
      ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
      ToChannelFromBotLoginUrl: loginUrl,
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    }),
  };
  // All of botbuilder, with its clients of Azure, is loaded for those alone who have this channel.
  const loaded = import('botbuilder').then(
    ({ ConfigurationBotFrameworkAuthentication }) =>
      new ConfigurationBotFrameworkAuthentication(configuration),
  );
  return async (authorization, activity) => {
    const botbuilder = await loaded;
    await botbuilder.authenticateRequest(activity as unknown as FrameworkActivity, authorization);
  };
}

/** Whether a token was found to be wrong, and not merely its keys out of reach. */
export function isRefusal(error: unknown): boolean {
  const { name, statusCode = 401 } = Object(error);
  return name !== 'FetchError' && statusCode < 500;
}
