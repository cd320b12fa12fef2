import type { BotFrameworkSettings } from '../../channel-settings.ts';
import type { Clock } from '../../time-and-chance.ts';
import type { Finding } from '../push/finding.ts';
import { createAccessToken } from './access-token.ts';

/** Asks Microsoft for a token to write with. */
export async function checkBotFramework(
  { credentials }: BotFrameworkSettings,
  publicUrl: string | undefined,
  clock: Clock,
): Promise<readonly Finding[]> {
  if (!credentials) return [{ what: 'hanya Emulator di mesin ini' }];
  const token = await createAccessToken(credentials, clock)();
  const finding: Finding =
    token === undefined
      ? {
          what: 'kredensial ditolak, atau Microsoft tidak terjangkau',
          fix: 'Periksa MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppType, dan MicrosoftAppTenantId.',
        }
      : { what: 'kredensial diterima' };
  return [
    finding,
    { what: `messaging endpoint yang diisi di Azure: ${publicUrl ?? 'https://...'}/api/messages` },
  ];
}
