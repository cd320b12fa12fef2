import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { signatureHeader, verifyCallback } from '../../../src/accounts/callback-signature.ts';
import { createHttpAccountService } from '../../../src/accounts/http-account-service.ts';
import { type MockAccountService, startMockAccountService } from '../../../src/accounts/mock/start.ts';
import { verificationEvent } from '../../../src/accounts/verification-event.ts';
import { ConversationId } from '../../../src/ids.ts';
import { silentLog } from '../../../src/log.ts';
import { secureRandom } from '../../../src/time-and-chance.ts';
import { FakeClock } from '../../support/fake-clock.ts';

export const apiKey = 'kunci-api-untuk-percobaan-0123456789';
export const callbackSecret = 'rahasia-panggilan-balik-percobaan-0123456789';
export const conversation = ConversationId.parse('percakapan-percobaan-0001');

export const budi = { nik: '3299011503900001', kpj: '99000000001' };
export const stranger = { nik: '3299011503900099', kpj: '99000000099' };

const inbox = z.array(
  z.strictObject({
    at: z.string(),
    via: z.string(),
    to: z.string(),
    text: z.string(),
    code: z.string().nullable(),
  }),
);

type Event = z.infer<typeof verificationEvent>;

/** A running mock institution on its own folder, a bot that takes its callbacks, and the client between them. */
export async function openInstitution({ development = true, callbacks = true } = {}) {
  const root = await mkdtemp(join(tmpdir(), 'akun-'));
  const dataDir = join(root, 'account-service');
  const clock = new FakeClock();
  const receiver = await startReceiver(clock);
  let service = await start();
  let keys = 0;

  async function start(): Promise<MockAccountService> {
    return startMockAccountService({
      host: '127.0.0.1',
      port: 0,
      dataDir,
      seedFile: 'data/accounts.json',
      apiKey,
      callbackUrl: () => (callbacks ? receiver.url : undefined),
      callbackSecret,
      development,
      clock,
      random: secureRandom,
      log: silentLog,
    });
  }

  return {
    root,
    dataDir,
    clock,
    receiver,
    get url() {
      return service.url;
    },
    get routes() {
      return service.routes;
    },
    /** A client of its own each time, so that no breaker carries over. */
    client: (options: Partial<Parameters<typeof createHttpAccountService>[0]> = {}) =>
      createHttpAccountService({ baseUrl: service.url, apiKey, clock, ...options }),
    newKey: () => `kunci-${++keys}`,
    raw: (path: string, init: RequestInit = {}) =>
      fetch(service.url + path, {
        ...init,
        headers: {
          Authorization: `Bearer ${apiKey}`,
          'Content-Type': 'application/json',
          'Idempotency-Key': `kunci-${++keys}`,
          ...init.headers,
        },
      }),
    inbox: async () => inbox.parse(await (await fetch(`${service.url}/dev/inbox.json`)).json()),
    dev: (path: string, body: object) =>
      fetch(`${service.url}/dev/${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    async restart() {
      await service.close();
      service = await start();
    },
    async close() {
      await service.close();
      await receiver.close();
      await rm(root, { recursive: true });
    },
  };
}

export type TestInstitution = Awaited<ReturnType<typeof openInstitution>>;

/** Waits until something is there: sending and callbacks happen after the answer. */
export async function eventually<T>(look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (let attempt = 0; attempt < 400; attempt++) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise(resolve => setTimeout(resolve, 5));
  }
  throw new Error('it never came');
}

/** The newest code in the inbox that is not one of `except`. */
export function newestCode(institution: TestInstitution, except: readonly string[] = []): Promise<string> {
  return eventually(async () => {
    const [newest] = (await institution.inbox()).filter(({ code }) => code !== null);
    return newest?.code && !except.includes(newest.code) ? newest.code : undefined;
  });
}

/** A bot that keeps correctly signed events; `answer` is the status it gives. */
async function startReceiver(clock: FakeClock) {
  const events: Event[] = [];
  let answer = 204;
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const header = req.headers[signatureHeader];
    const signed = verifyCallback(
      body,
      typeof header === 'string' ? header : undefined,
      callbackSecret,
      clock,
    );
    if (signed.kind === 'valid') events.push(verificationEvent.parse(JSON.parse(body.toString())));
    res.statusCode = signed.kind === 'valid' ? answer : 401;
    res.end();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hooks/account-service`,
    events,
    refuseWith(status: number) {
      answer = status;
    },
    kinds: () => events.map(({ kind }) => kind),
    close: () => new Promise<void>(resolve => server.close(() => resolve())),
  };
}
