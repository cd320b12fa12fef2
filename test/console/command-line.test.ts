import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { logIn, startConsole, temporaryFolder } from './console-server.ts';

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

it('takes a password as it is but for the line break at its end, and not a short one', async () => {
  const console = await startConsole();
  const short = await addUser(console.dataDir, ['--email', 'a@contoh.id', '--role', 'reader'], 'pendek\n');
  expect([short.code, short.out]).toEqual([1, '']);
  expect(short.complaint).toContain('paling sedikit 12 karakter');
  const password = ' spasi di tepi ';
  await addUser(console.dataDir, ['--email', 'a@contoh.id', '--role', 'reader'], `${password}\r\n`);
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

async function addUser(dataDir: string, args: readonly string[], password: string) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/console/cli.ts', 'add-user', ...args], {
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
