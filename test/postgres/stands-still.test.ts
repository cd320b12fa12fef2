import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { json, nothing, openAccountDouble, started } from '../support/account-double.ts';
import { openAssistant } from '../support/assistant.ts';
import { startServer } from '../support/server-process.ts';
import { Visitor } from '../support/visitor.ts';
import { newDatabase } from './new-database.ts';
import { insist, until } from './persistent.ts';
import { secrets } from './two-processes.ts';
import { watch } from './watch.ts';

it('a process that stands still in the middle of a turn is taken over, and does nothing twice when it goes on', async () => {
  const service = await openAccountDouble();
  onTestFinished(service.close);
  const dataDir = await mkdtemp(join(tmpdir(), 'stands-still-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const shared = { ...secrets, DATABASE_URL: await newDatabase(), ACCOUNT_API_URL: service.url };
  const still = await startServer(dataDir, shared);
  onTestFinished(() => still.kill());
  const other = await openAssistant({}, shared);
  onTestFinished(() => other.close());

  const visitor = await Visitor.open(still.url);
  const [atStill, atOther]: string[][] = [[], []];
  await watch(visitor, atStill ?? []);
  await watch(visitor.through(other.url), atOther ?? []);
  for (const text of ['lupa sandi jmo', 'reset dari sini', 'setuju', '3299011503900001', '99000000001'])
    await visitor.say(text);
  service.answerWith(nothing);
  const before = service.requests.length;
  const interrupted = visitor.say('sms', 'sms').catch(() => {});
  await until(() => service.requests.length > before, 'it has asked the account service');
  process.kill(still.pid, 'SIGSTOP');
  service.answerWith((_path, res) => json(res, 202, started));
  await insist(visitor.through(other.url), 'sms');
  await insist(visitor.through(other.url), 'makasih');
  process.kill(still.pid, 'SIGCONT');
  await interrupted;

  const history = await visitor.history();
  expect(history.filter(text => text === 'sms')).toHaveLength(1);
  expect(history.filter(text => text.includes('kode sudah dikirim'))).toHaveLength(1);
  const keys = service.requests.slice(before).map(({ key }) => key);
  expect(new Set(keys).size).toBe(1);
  for (const seen of [atStill, atOther]) {
    await until(() => (seen?.length ?? 0) >= history.length, 'everything is shown');
    expect(seen).toEqual(history);
  }
});
