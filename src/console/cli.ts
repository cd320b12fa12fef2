import { parseArgs } from 'node:util';
import { readDatabase, readDataDir } from '../config.ts';
import { Failure } from '../failure.ts';
import { withCommandDatabase } from '../storage/postgres/command-database.ts';
import { secureRandom, systemClock } from '../time-and-chance.ts';
import { shortestPassword } from './passwords.ts';
import { cancelled, readPassword } from './read-password.ts';
import { roles } from './roles.ts';
import { createSharedUsers } from './shared-users.ts';
import { openConsoleUsers } from './user-file.ts';
import { type AddedUser, createConsoleUsers, type NewConsoleUser } from './users.ts';

const usage = `console -- add-user --email E --role ${roles.join('|')} [--name N]
  Kata sandi dibaca dari masukan standar, paling pendek ${shortestPassword} karakter:
    npm run -s console -- add-user --email rini@contoh.id --role agent
    npm run -s console -- add-user --email rini@contoh.id --role agent < berkas-sandi
  --name: nama yang dilihat pengguna saat petugas mengambil alih chat; bawaannya dari bagian depan email.
  Server yang sedang berjalan langsung mengenal pengguna baru. Disimpan di DATABASE_URL bila diisi, kalau tidak di DATA_DIR.`;

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  console.error(`${error.message}\n${error.fix}`);
  process.exitCode = 1;
}

/** Answers the exit code: 0 done, 1 refused, 2 not understood. */
async function run(argv: readonly string[]): Promise<number> {
  const wanted = readArguments(argv);
  if (!wanted) {
    console.error(usage);
    return 2;
  }
  const password = await readPassword(process.stdin, question => process.stderr.write(question));
  if (password === cancelled) {
    console.error('Dibatalkan; tidak ada yang diubah.');
    return 1;
  }
  return report(await add({ ...wanted, password }));
}

function add(user: NewConsoleUser): Promise<AddedUser> {
  const settings = readDatabase();
  if (!settings) return openConsoleUsers({ dataDir: readDataDir(), clock: systemClock }).add(user);
  return withCommandDatabase(settings, database =>
    createConsoleUsers(createSharedUsers(database), { clock: systemClock, random: secureRandom }).add(user),
  );
}

function readArguments(argv: readonly string[]): Omit<NewConsoleUser, 'password'> | undefined {
  const options = { email: { type: 'string' }, role: { type: 'string' }, name: { type: 'string' } } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const role = roles.find(name => name === values.role);
    const asked = positionals.length === 1 && positionals[0] === 'add-user';
    return asked && values.email !== undefined && role !== undefined
      ? { email: values.email, role, name: values.name }
      : undefined;
  } catch {
    return undefined;
  }
}

function report(added: AddedUser): number {
  switch (added.kind) {
    case 'added':
      console.log(
        `${added.user.email} (${added.user.name}) sekarang bisa masuk ke konsol sebagai ${added.user.role}.`,
      );
      return 0;
    case 'emailTaken':
      return refuse('Sudah ada pengguna dengan email itu; tidak ada yang diubah.');
    case 'emailUnreadable':
      return refuse('Alamat email itu belum benar; contoh yang benar: rini@contoh.id');
    case 'nameUnreadable':
      return refuse('Nama itu belum bisa dipakai: huruf saja, paling banyak 40, misalnya "Rini".');
    case 'passwordTooShort':
      return refuse(`Kata sandi terlalu pendek; pakai paling sedikit ${added.atLeast} karakter.`);
    case 'passwordTooLong':
      return refuse(`Kata sandi terlalu panjang; paling banyak ${added.atMost} karakter.`);
  }
}

function refuse(reason: string): 1 {
  console.error(reason);
  return 1;
}
