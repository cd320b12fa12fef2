import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { callsOfTurn } from '../../src/accounts/calls-of-turn.ts';
import { createHttpAccountService } from '../../src/accounts/http-account-service.ts';
import { VerificationId } from '../../src/ids.ts';
import { FakeClock } from '../support/fake-clock.ts';

const someone = VerificationId.parse('siapa-saja');
const timeout = { kind: 'unreachable', because: 'timeout' };

describe('the time that calls of the account service take in all', () => {
  it('is used up by the first call of a turn when nothing answers: the second one is not even sent', async () => {
    const { service, attempts } = await halfOpen();
    const { accounts } = callsOfTurn(service, new FakeClock());
    expect(await accounts.progress(someone)).toEqual(timeout);
    const before = attempts();
    expect(before).toBeGreaterThan(0);
    expect(await accounts.accountStatus(someone)).toEqual(timeout);
    expect(attempts()).toBe(before);
  });

  it('begins anew with the next turn', async () => {
    const { service, attempts } = await halfOpen();
    await callsOfTurn(service, new FakeClock()).accounts.progress(someone);
    const before = attempts();
    await callsOfTurn(service, new FakeClock()).accounts.progress(someone);
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
  const service = createHttpAccountService({
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    apiKey: 'kunci',
    clock: new FakeClock(),
    totalMilliseconds: 300,
    attemptMilliseconds: 200,
    failuresToOpen: 100,
  });
  return { service, attempts: () => sockets.length };
}
