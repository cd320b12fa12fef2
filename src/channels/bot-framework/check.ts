import type { BotFrameworkCredentials, BotFrameworkSettings } from '../../channel-settings.ts';
import { callPlatform } from '../push/call-platform.ts';
import { clockFinding, type Finding } from '../push/finding.ts';
import { askForToken } from './access-token.ts';

/** Asks Microsoft for a token to write with. */
export async function checkBotFramework(
  { credentials }: BotFrameworkSettings,
  publicUrl: string | undefined,
  now: number,
): Promise<readonly Finding[]> {
  if (!credentials) return [{ what: 'hanya Emulator di mesin ini' }];
  return [
    await credentialsFinding(credentials),
    ...clockFinding(await callPlatform(credentials.loginUrl, { method: 'GET' }), now),
    { what: `messaging endpoint yang diisi di Azure: ${publicUrl ?? 'https://...'}/api/messages` },
  ];
}

async function credentialsFinding(credentials: BotFrameworkCredentials): Promise<Finding> {
  const asked = await askForToken(credentials);
  switch (asked.kind) {
    case 'given':
      return { what: 'kredensial diterima' };
    case 'refused':
      return {
        what: `kredensial ditolak (${asked.status})`,
        fix: 'Periksa MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppType, dan MicrosoftAppTenantId.',
      };
    case 'unreachable':
      return {
        what: 'Microsoft tidak terjangkau',
        fix: 'Periksa jaringan keluar ke login.microsoftonline.com, port 443.',
      };
  }
}
