import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { roles } from '../../src/console/roles.ts';
import { conversationId, take } from '../conversations-store/turns.ts';
import { sessionAs, startConsole } from './console-server.ts';
import { chat, visit } from './every-route.ts';

const nobodys = [
  ['an id that nobody has', conversationId('tidak ada')],
  ['a short one', 'a'],
  ['a path', '..%2f..%2fconsole%2fusers.json'],
  ['SQL', "'%20or%201=1--"],
  ['a name of an object', '__proto__'],
  ['a long one', 'a'.repeat(400)],
] as const;

it.each(nobodys)('%s finds nothing at any route, for any role', async (_, id) => {
  const console = await startConsole();
  const withObject = console.routes.filter(({ path }) => path.includes('/:'));
  expect(withObject.length).toBeGreaterThan(10);
  for (const role of roles) {
    const cookie = await sessionAs(console, role);
    for (const route of withObject) {
      const { status, json } = await visit(console, route, { cookie, id });
      // A request that makes no sense may be refused before anything is looked for.
      expect([role, route.path, status, json.error.code]).toEqual([
        role,
        route.path,
        expect.toBeOneOf([403, 404, 422]),
        expect.toBeOneOf(['forbidden', 'not-found', 'invalid']),
      ]);
    }
  }
});

const forgeries: [string, Record<string, string>][] = [
  ['another origin', { Origin: 'https://jahat.example' }],
  ['no origin in particular', { Origin: 'null' }],
  ['another site, without an origin', { Origin: '', 'Sec-Fetch-Site': 'cross-site' }],
  ['no header of ours', { 'X-Console': '' }],
];

it.each(forgeries)('no change is taken from %s, at any route, from anybody', async (_, headers) => {
  const console = await startConsole();
  await take(console.store, chat);
  const cookie = await sessionAs(console, 'admin');
  for (const route of console.routes.filter(({ method }) => method !== 'get')) {
    const { status } = await visit(console, route, { cookie, headers });
    expect([route.path, status]).toEqual([route.path, 403]);
  }
});

it('reading changes nothing, at any route', async () => {
  const console = await startConsole();
  await take(console.store, chat);
  const cookie = await sessionAs(console, 'admin');
  const before = await everythingIn(console.dataDir);
  const chatBefore = await console.store.load(chat);
  const reads = console.routes.filter(({ method }) => method === 'get');
  for (const route of reads) await visit(console, route, { cookie });
  expect(await everythingIn(console.dataDir)).toEqual(before);
  expect(await console.store.load(chat)).toEqual(chatBefore);
});

/** What every file holds, but the one that notes when a session was used. */
async function everythingIn(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile() && entry.name !== 'sessions.json');
  const hashes = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [
      path,
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    ] as const;
  });
  return Object.fromEntries(await Promise.all(hashes));
}
