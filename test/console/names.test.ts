import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { nameFromEmail } from '../../src/console/display-name.ts';
import { logIn, openUsers, rini, startConsole, temporaryFolder } from './console-server.ts';

it.each([
  ['rini@contoh.id', 'Rini'],
  ['rini.kusuma2@contoh.id', 'Rini Kusuma'],
  ['dewi+konsol@contoh.id', 'Dewi'],
  ['081234567890@contoh.id', 'Petugas'],
])('visitors see somebody with the address %s as "%s", never a number', (email, name) => {
  expect(nameFromEmail(email)).toBe(name);
});

it('takes a name that was chosen, and refuses one that could be anything else', async () => {
  const users = openUsers(await temporaryFolder());
  expect(await users.add({ ...rini, name: 'Mbak Rini' })).toMatchObject({ user: { name: 'Mbak Rini' } });
  for (const name of ['', '0812 3456 7890', '<b>Rini</b>', 'a'.repeat(41), '{callCentre}']) {
    expect(await users.add({ ...rini, email: 'b@contoh.id', name })).toEqual({ kind: 'nameUnreadable' });
  }
});

it('a user from before people had names logs in and has one', async () => {
  const console = await startConsole();
  const file = join(console.dataDir, 'console', 'users.json');
  const document = JSON.parse(await readFile(file, 'utf8'));
  for (const user of document.users) delete user.name;
  await writeFile(file, JSON.stringify(document));
  const { status, json } = await logIn(console);
  expect([status, json.name]).toEqual([200, 'Rini']);
});
