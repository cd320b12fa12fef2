import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openJournaledInbox } from '../../src/conversations/lowdb/inbox/journaled-inbox.ts';
import { DedupeKey } from '../../src/ids.ts';
import { type Log, silentLog } from '../../src/log.ts';
import { errorCode } from '../../src/storage/error-code.ts';
import { openTemporaryStore, temporaryFolder } from './opened-store.ts';
import { aUser, conversationId, take } from './turns.ts';

type Under = Awaited<ReturnType<typeof openTemporaryStore>>;

const [one, two] = [conversationId('one'), conversationId('two')];

let under: Under;
let folder: string;
beforeEach(async () => {
  under = await openTemporaryStore();
  folder = join(under.dataDir, 'inbox');
});
afterEach(() => under.dispose());

it('messages that arrive together share lines of the journal of the inbox', async () => {
  await putEach(50);
  expect((await segments())[0]?.trimEnd().split('\n').length).toBeLessThan(48);
});

it('what was handled leaves the disk once it is calm, and what waits stays', async () => {
  await put('a', 'b', 'c');
  await settleFirst();
  await under.clock.advance(1_000);
  await expect.poll(async () => (await segments()).join()).not.toContain('sealed a');
  expect((await segments()).join()).toContain('sealed b');
  expect(await afterCrash()).toEqual(['b', 'c']);
  await settleFirst();
  await settleFirst();
  await under.clock.advance(1_000);
  await expect.poll(() => readdir(folder)).toEqual([]);
});

it('every point of shortening survives a crash', async () => {
  await putEach(8);
  for (let round = 0; round < 8; round += 1) {
    await settleFirst();
    await under.clock.advance(500);
    const rest = Array.from({ length: 7 - round }, (_, index) => `m${index + round + 1}`);
    // Whatever the disk holds of it right now.
    expect((await afterCrash()).filter(key => rest.includes(key))).toEqual(rest);
  }
});

it('a torn end was acknowledged to nobody, and what stands before it counts', async () => {
  await put('a');
  await put('b');
  const whole = (await segments()).join('');
  expect(await waitingIn(whole.slice(0, -5))).toEqual(['a']);
});

it('a damaged line is put aside and told, and all others count', async () => {
  await put('a');
  await put('b');
  const whole = (await segments()).join('');
  const errors: string[] = [];
  const dataDir = await folderWith(whole.replace('sealed a', 'sealed x'));
  const log = { ...silentLog, error: (what: string) => void errors.push(what) };
  expect(await keysIn(dataDir, log)).toEqual(['b']);
  expect(errors).toEqual(['a damaged line of the inbox was put aside']);
  const [aside = ''] = (await readdir(join(dataDir, 'inbox'))).filter(name => name.endsWith('.damaged'));
  expect(await readFile(join(dataDir, 'inbox', aside), 'utf8')).toContain('sealed x');
});

it('erasing leaves nothing of what was handled or given up in the journal', async () => {
  await take(under.store, one);
  await put('a', 'b');
  await settleFirst();
  const [given] = await claim();
  if (given) await under.inbox().settle(given, { kind: 'failed', at: under.clock.now(), problem: 'fault' });
  await under.inbox().put([arrival('c', two)], under.clock.now());
  await under.store.eraseUser(aUser);
  const left = (await segments()).join();
  expect(left).not.toMatch(/sealed [ab]/);
  expect(left).toContain('sealed c');
});

it('says why nothing can be taken in, and takes it in once it can', async () => {
  await writeFile(folder, 'not a folder');
  await expect(put('a')).rejects.toThrow();
  expect(await claim()).toEqual([]);
  await rm(folder);
  await put('a');
  expect((await claim()).map(({ key }) => key)).toEqual(['a']);
});

function arrival(key: string, conversation = one) {
  return { conversation, key: DedupeKey.parse(key), sealed: `sealed ${key}` };
}

async function put(...keys: string[]): Promise<void> {
  await under.inbox().put(
    keys.map(key => arrival(key)),
    under.clock.now(),
  );
}

/** As webhooks do it: each of its own accord. */
async function putEach(count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_, index) => put(`m${index}`)));
}

function claim() {
  return under.inbox().claimDue(under.clock.now(), under.clock.now() + 1, 1);
}

async function settleFirst(): Promise<void> {
  await under.clock.advance(1);
  const [first] = await claim();
  if (first) await under.inbox().settle(first, { kind: 'done' });
}

async function segments(): Promise<string[]> {
  const names = (await readdir(folder)).sort();
  return Promise.all(names.map(name => readFile(join(folder, name), 'utf8')));
}

/** What a process finds that starts where this one was killed just now. */
async function afterCrash(): Promise<readonly string[]> {
  const dataDir = await temporaryFolder();
  try {
    await cp(folder, join(dataDir, 'inbox'), { recursive: true });
  } catch (error) {
    // A segment went while the copy was made, which no crash sees.
    if (errorCode(error) === 'ENOENT') return afterCrash();
    throw error;
  }
  return keysIn(dataDir);
}

async function waitingIn(segment: string): Promise<readonly string[]> {
  return keysIn(await folderWith(segment));
}

async function folderWith(segment: string): Promise<string> {
  const dataDir = await temporaryFolder();
  await cp(folder, join(dataDir, 'inbox'), { recursive: true });
  const [name = ''] = await readdir(folder);
  await writeFile(join(dataDir, 'inbox', name), segment);
  return dataDir;
}

async function keysIn(dataDir: string, log: Log = silentLog): Promise<readonly string[]> {
  const inbox = await openJournaledInbox(dataDir, under.clock, log);
  const keys = inbox.all().map(({ key }) => key);
  await inbox.close();
  return keys;
}
