import { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { serveBot } from './serve-bot.ts';

/** The first sample of every Bot Framework tutorial. Stores nothing. */
class EchoBot extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      await context.sendActivity(`Echo: ${context.activity.text}`);
      await next();
    });
  }
}

await serveBot(new CloudAdapter(new ConfigurationBotFrameworkAuthentication({})), new EchoBot());
