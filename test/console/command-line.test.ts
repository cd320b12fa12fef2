import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { builtCommand } from '../support/commands.ts';
import { adminSession, joko } from './authenticator.ts';
import { logIn, me, startConsole, temporaryFolder } from './console-server.ts';

it('adds somebody beside a running server, who can log in at once', async () => {
  const console = await startConsole();
  const newcomer = { email: 'sari@contoh.id', password: 'tiga apel hijau' };
  expect((await logIn(console, newcomer)).status).toBe(401);
  const added = await addUser(
    console.dataDir,
    ['--email', newcomer.email, '--role', 'agent'],
    newcomer.password,
  );
  expect(added).toEqual({
    code: 0,
    out: 'sari@contoh.id (Sari) sekarang bisa masuk ke konsol sebagai agent.\n',
    complaint: '',
  });
  const { status, json } = await logIn(console, newcomer);
  expect([status, json.role]).toEqual([200, 'agent']);
  const again = await addUser(
    console.dataDir,
    ['--email', newcomer.email, '--role', 'admin'],
    'empat apel merah',
  );
  expect([again.code, again.complaint]).toEqual([
    1,
    'Sudah ada pengguna dengan email itu; tidak ada yang diubah.\n',
  ]);
});

it('takes the first line as the password, as it is, and not a short one', async () => {
  const console = await startConsole();
  const short = await addUser(console.dataDir, ['--email', 'a@contoh.id', '--role', 'reader'], 'pendek\n');
  expect([short.code, short.out]).toEqual([1, '']);
  expect(short.complaint).toContain('paling sedikit 12 karakter');
  const password = ' spasi di tepi ';
  await addUser(
    console.dataDir,
    ['--email', 'a@contoh.id', '--role', 'reader'],
    `${password}\r\nsekali lagi\n`,
  );
  expect((await logIn(console, { email: 'a@contoh.id', password })).status).toBe(200);
});

it.each([
  ['no role', ['--email', 'a@contoh.id']],
  ['an unknown role', ['--email', 'a@contoh.id', '--role', 'boss']],
  ['a password among the arguments', ['--email', 'a@contoh.id', '--role', 'admin', '--password', 'x']],
])('explains itself when given %s', async (_, args) => {
  const { code, complaint } = await addUser(await temporaryFolder(), args, '');
  expect(code).toBe(2);
  expect(complaint).toContain('add-user --email E --role reader|agent|editor|admin');
});

it('resets a second factor, a password and a user beside a running server, and the record says so', async () => {
  const console = await startConsole();
  const { cookie } = await adminSession(console);
  const run = (name: string, input = '') => command(console.dataDir, [name, '--email', joko.email], input);
  expect((await run('reset-totp')).code).toBe(0);
  expect(await me(console, cookie)).toBe(401);
  const again = await logIn(console, { email: joko.email });
  expect([again.status, again.json.secondFactor]).toEqual([200, 'missing']);

  expect((await run('set-password', 'apel jeruk mangga')).code).toBe(0);
  await console.clock.advance(60_000);
  expect((await logIn(console, { email: joko.email })).status).toBe(401);
  expect((await run('disable-user')).out).toContain('tidak bisa masuk lagi');
  const right = { email: joko.email, password: 'apel jeruk mangga' };
  expect((await logIn(console, right)).status).toBe(401);
  expect((await command(console.dataDir, ['list-users'], '')).out).toContain(
    'admin  tanpa kode, dinonaktifkan',
  );
  expect((await run('enable-user')).code).toBe(0);
  expect((await logIn(console, right)).status).toBe(200);
  expect((await command(console.dataDir, ['reset-totp', '--email', 'siapa@contoh.id'], '')).code).toBe(1);
  const recorded = await console.audit.page({ limit: 9, actor: 'command-line' });
  expect(recorded.map(({ details }) => details.change).reverse()).toEqual([
    'second-factor-off',
    'password',
    'disabled',
    'enabled',
  ]);
});

function addUser(dataDir: string, args: readonly string[], password: string) {
  return command(dataDir, ['add-user', ...args], password);
}

async function command(dataDir: string, args: readonly string[], password: string) {
  const child = spawn(process.execPath, [builtCommand('src/console/cli.ts'), ...args], {
    env: { ...process.env, DATA_DIR: dataDir },
  });
  child.stdin.end(password);
  const [out, complaint, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { code, out, complaint };
}
