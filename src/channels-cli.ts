import { checkBotFramework } from './channels/bot-framework/check.ts';
import type { Finding } from './channels/push/finding.ts';
import { checkTelegram, connectWebhook } from './channels/telegram/check.ts';
import { checkWhatsApp } from './channels/whatsapp/check.ts';
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
  if (command === 'connect telegram' && channels.telegram) {
    return print('Telegram', [await connectWebhook(channels.telegram, publicUrl)]);
  }
  if (command !== '') {
    process.stderr.write(usage);
    return 2;
  }
  const now = systemClock.now();
  const { telegram, whatsapp, botFramework } = channels;
  const off: readonly Finding[] = [{ what: 'mati (pengaturannya kosong; lihat docs/channels.md)' }];
  const codes = [
    print('Telegram', telegram ? await checkTelegram(telegram, publicUrl, now) : off),
    print('WhatsApp', whatsapp ? await checkWhatsApp(whatsapp, publicUrl, now) : off),
    print('Azure', botFramework ? await checkBotFramework(botFramework, publicUrl, systemClock) : off),
  ];
  return Math.max(...codes);
}

function print(channel: string, findings: readonly Finding[]): number {
  for (const { what, fix } of findings) {
    process.stdout.write(`${channel.padEnd(9)} ${fix === undefined ? 'baik ' : 'SALAH'}  ${what}\n`);
    if (fix !== undefined) process.stdout.write(`${' '.repeat(17)}${fix}\n`);
  }
  return findings.some(({ fix }) => fix !== undefined) ? 1 : 0;
}
