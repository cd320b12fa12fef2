import { connectWebhook } from './channels/telegram/check.ts';
import { checkChannels, findingLines, isInOrder } from './check-channels.ts';
import { readConfig } from './config.ts';
import { Failure } from './failure.ts';
import { systemClock } from './time-and-chance.ts';

const usage = `channels                      periksa setiap kanal: kredensial, webhook, jam mesin
channels -- connect telegram  beri tahu Telegram alamat webhook kita, atau lepas bila tanpa TELEGRAM_WEBHOOK_SECRET
`;

/** `npm run -s channels`: exit code 0 all in order, 1 something is not, 2 wrong arguments. */
try {
  process.exitCode = await run(process.argv.slice(2).join(' '));
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  process.stderr.write(`${error.message}\n${error.fix}\n`);
  process.exitCode = 1;
}

async function run(command: string): Promise<number> {
  const { channels, publicUrl } = readConfig();
  if (command === '') return print(await checkChannels(channels, publicUrl, systemClock));
  if (command === 'connect telegram' && channels.telegram) {
    const finding = await connectWebhook(channels.telegram, publicUrl);
    return print([{ channel: 'Telegram', findings: [finding] }]);
  }
  process.stderr.write(usage);
  return 2;
}

function print(checked: Awaited<ReturnType<typeof checkChannels>>): number {
  process.stdout.write(`${findingLines(checked).join('\n')}\n`);
  return isInOrder(checked) ? 0 : 1;
}
