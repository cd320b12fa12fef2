import type { AccountService } from './accounts/account-service.ts';
import { createHttpAccountService } from './accounts/http-account-service.ts';
import type { MockAccountService } from './accounts/mock/start.ts';
import type { Config } from './config.ts';
import { startMock } from './start-mock.ts';
import type { Basics } from './surroundings.ts';

export interface OpenAccounts {
  readonly accounts: AccountService;
  /** The one of this process; undefined when another one is used. */
  readonly mock: MockAccountService | undefined;
  /** Nothing real stands behind it, wherever it runs. */
  readonly demo: boolean;
  /** Where visitors' browsers reach its pages. */
  readonly publicUrl: string;
}

/** The institution's account service, or a mock of it where none is configured, which tells its news to `callbackUrl`. */
export async function openAccounts(
  config: Config,
  basics: Basics,
  callbackUrl: () => string | undefined,
): Promise<OpenAccounts> {
  const mock = config.accountApiUrl === undefined ? await startMock(config, basics, callbackUrl) : undefined;
  const baseUrl = config.accountApiUrl ?? mock?.url ?? '';
  return {
    accounts: createHttpAccountService({
      baseUrl,
      apiKey: config.secrets.ACCOUNT_API_KEY,
      clock: basics.clock,
    }),
    mock,
    demo: mock !== undefined || config.accountApiIsMock,
    publicUrl: config.accountPublicUrl ?? baseUrl,
  };
}
