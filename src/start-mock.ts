import { join } from 'node:path';
import { type MockAccountService, startMockAccountService } from './accounts/mock/start.ts';
import type { Config } from './config.ts';
import type { Basics } from './surroundings.ts';

/** The mock institution as the configuration wants it; `callbackUrl` is asked when there is news. */
export function startMock(
  config: Config,
  { clock, random, log }: Basics,
  callbackUrl: () => string | undefined,
): Promise<MockAccountService> {
  return startMockAccountService({
    host: config.host,
    port: config.accountPort,
    dataDir: join(config.dataDir, 'account-service'),
    seedFile: join(config.contentDir, 'data', 'accounts.json'),
    apiKey: config.secrets.ACCOUNT_API_KEY,
    callbackUrl,
    callbackSecret: config.secrets.ACCOUNT_CALLBACK_SECRET,
    development: config.development,
    publicUrl: config.accountPublicUrl,
    clock,
    random,
    log,
  });
}
