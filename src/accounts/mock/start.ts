import { createHttpServer } from '../../http/create-server.ts';
import { listen } from '../../http/listen.ts';
import { sendJson } from '../../http/respond.ts';
import type { Log } from '../../log.ts';
import type { Clock, Random } from '../../time-and-chance.ts';
import { startExpiry } from './expiry.ts';
import { createFaults } from './faults.ts';
import { firstAccounts } from './first-accounts.ts';
import type { Institution } from './institution.ts';
import { describeApi } from './openapi.ts';
import { startOutbox } from './outbox.ts';
import { apiRoutes } from './routes/api-routes.ts';
import { devRoutes } from './routes/dev-routes.ts';
import { pageRoutes } from './routes/page-routes.ts';
import type { Route } from './routes/route.ts';
import { openSecrets } from './secrets.ts';
import { readSeed } from './seed.ts';
import { sendAllPendingCodes, sendPendingCode } from './send-pending-code.ts';
import { openStore } from './store.ts';

export interface MockAccountServiceOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** The service writes nowhere else, e.g. `data/runtime/account-service`. */
  readonly dataDir: string;
  /** data/accounts.json; read only. */
  readonly seedFile: string;
  readonly apiKey: string;
  /** Where the bot takes callbacks; a function when its port is known later only. Undefined: events wait. */
  readonly callbackUrl: string | undefined | (() => string | undefined);
  readonly callbackSecret: string;
  /** Inbox, fault switches and log-in attempts. */
  readonly development: boolean;
  /** Address that owners' browsers use; the own one by default. */
  readonly publicUrl?: string | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

export interface MockAccountService {
  /** The own address, e.g. `http://127.0.0.1:3979`. */
  readonly url: string;
  /** `GET /v1/verifications/{id}`: what is mounted, to compare with the description. */
  readonly routes: readonly string[];
  close(): Promise<void>;
}

/** Starts the mock institution: API, one-time page and, in development, its inbox. */
export async function startMockAccountService(
  options: MockAccountServiceOptions,
): Promise<MockAccountService> {
  const { host, port, apiKey, callbackUrl, callbackSecret, development, clock, random, log } = options;
  const institution = await openInstitution(options);
  const { store, secrets } = institution;
  const server = createHttpServer({ log, random });
  const work = new Set<Promise<void>>();
  const faults = createFaults();
  let publicUrl = options.publicUrl ?? '';

  const routes: readonly Route[] = [
    { method: 'get', path: '/openapi.json', handle: async (_req, res) => sendJson(res, 200, description) },
    ...apiRoutes({ institution, apiKey, pageOf, sendCode }).map(route => ({
      ...route,
      handle: faults.around(route.handle),
    })),
    ...pageRoutes(institution, () => publicUrl),
    ...(development ? devRoutes(institution, faults.set) : []),
  ];
  const description = describeApi({ development });
  for (const { method, path, handle } of routes) server[method](path, handle);

  await sendAllPendingCodes(institution);
  const stopExpiry = startExpiry(institution, error => log.error('expiry failed', { error }));
  const outbox = startOutbox({
    store,
    clock,
    log,
    callbackSecret,
    callbackUrl: typeof callbackUrl === 'function' ? callbackUrl : () => callbackUrl,
  });
  const listening = await listen(server, { host, port });
  publicUrl = options.publicUrl ?? listening.url;

  return { url: listening.url, routes: routes.map(nameOf), close };

  function pageOf(verification: string): string {
    return new URL(`/v/${secrets.pageToken(verification)}`, publicUrl).href;
  }

  function sendCode(verification: string): void {
    const sending = sendPendingCode(institution, verification)
      .catch(error => log.error('code not sent', { error }))
      .finally(() => work.delete(sending));
    work.add(sending);
  }

  async function close(): Promise<void> {
    await listening.close(1_000);
    await Promise.all(work);
    stopExpiry();
    await outbox.close();
    await store.settled();
  }
}

async function openInstitution({
  dataDir,
  seedFile,
  development,
  clock,
  random,
}: MockAccountServiceOptions): Promise<Institution> {
  const members = await readSeed(seedFile);
  const secrets = await openSecrets(dataDir, random);
  const store = await openStore(dataDir, clock, () => firstAccounts(members, clock, random));
  return { members, store, secrets, clock, random, development };
}

function nameOf({ method, path }: Route): string {
  const verb = method === 'del' ? 'DELETE' : method.toUpperCase();
  return `${verb} ${path.replaceAll(/:(\w+)/g, '{$1}')}`;
}
