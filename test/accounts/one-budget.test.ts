import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHttpAccountService } from '../../src/accounts/http-account-service.ts';
import { withinOneBudget } from '../../src/accounts/one-budget.ts';
import { VerificationId } from '../../src/ids.ts';
import { FakeClock } from '../support/fake-clock.ts';

const someone = VerificationId.parse('siapa-saja');
const timeout = { kind: 'unreachable', because: 'timeout' };

describe('the time that calls of the account service take in all', () => {
  it('is used up by the first call of a turn when nothing answers: the second one is not even sent', async () => {
    const { accounts, attempts } = await halfOpen();
    await withinOneBudget(async () => {
      expect(await accounts.progress(someone)).toEqual(timeout);
      const before = attempts();
      expect(before).toBeGreaterThan(0);
      expect(await accounts.accountStatus(someone)).toEqual(timeout);
      expect(attempts()).toBe(before);
    });
  });

  it('begins anew with the next turn', async () => {
    const { accounts, attempts } = await halfOpen();
    await withinOneBudget(() => accounts.progress(someone));
    const before = attempts();
    await withinOneBudget(() => accounts.progress(someone));
    expect(attempts()).toBeGreaterThan(before);
  });
});

/** Accepts every connection and never says a word. */
async function halfOpen() {
  const sockets: Socket[] = [];
  const server = createServer(socket => {
    socket.on('error', () => {});
    sockets.push(socket);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const accounts = createHttpAccountService({
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    apiKey: 'kunci',
    clock: new FakeClock(),
    totalMilliseconds: 300,
    attemptMilliseconds: 200,
    failuresToOpen: 100,
  });
  return { accounts, attempts: () => sockets.length };
}
