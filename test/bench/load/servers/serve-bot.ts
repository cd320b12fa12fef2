import type { ActivityHandler, CloudAdapter, Request } from 'botbuilder';
import restify from 'restify';

/** restify in front of a bot, as Microsoft's samples have it. */
export async function serveBot(adapter: CloudAdapter, bot: ActivityHandler): Promise<void> {
  const server = restify.createServer();
  server.use(restify.plugins.bodyParser());
  server.post('/api/messages', async (req, res) => {
    await adapter.process(req as Request, res, context => bot.run(context));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  process.stdout.write(`listening on http://127.0.0.1:${server.address().port}\n`);
}
