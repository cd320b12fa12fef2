import type { ChannelSettings } from './channel-settings.ts';
import { checkBotFramework } from './channels/bot-framework/check.ts';
import type { Finding } from './channels/push/finding.ts';
import { checkTelegram } from './channels/telegram/check.ts';
import { checkWhatsApp } from './channels/whatsapp/check.ts';
import type { Clock } from './time-and-chance.ts';

interface Checked {
  readonly channel: string;
  /** Undefined: the channel is off. */
  readonly findings: readonly Finding[] | undefined;
}

/** Asks each platform whether it knows us, where it delivers to, and what time it is. */
export async function checkChannels(
  { telegram, whatsapp, botFramework }: ChannelSettings,
  publicUrl: string | undefined,
  clock: Clock,
): Promise<readonly Checked[]> {
  const now = clock.now();
  return [
    { channel: 'Telegram', findings: telegram ? await checkTelegram(telegram, publicUrl, now) : undefined },
    { channel: 'WhatsApp', findings: whatsapp ? await checkWhatsApp(whatsapp, publicUrl, now) : undefined },
    {
      channel: 'Azure',
      findings: botFramework ? await checkBotFramework(botFramework, publicUrl, now) : undefined,
    },
  ];
}

/** A line a finding, and one more below what is wrong: how to mend it. */
export function findingLines(checked: readonly Checked[]): readonly string[] {
  return checked.flatMap(({ channel, findings }) => {
    const name = channel.padEnd(9);
    if (!findings) return [`${name} mati   pengaturannya kosong; cara menyalakan ada di docs/channels.md`];
    return findings.flatMap(({ what, fix }) =>
      fix === undefined ? [`${name} baik   ${what}`] : [`${name} SALAH  ${what}`, `${' '.repeat(17)}${fix}`],
    );
  });
}

export function isInOrder(checked: readonly Checked[]): boolean {
  return checked.every(({ findings = [] }) => findings.every(({ fix }) => fix === undefined));
}
