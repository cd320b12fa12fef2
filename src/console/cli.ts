import { parseArgs } from 'node:util';
import { openAuditFile } from '../audit/audit-file.ts';
import { createSharedAuditLog } from '../audit/shared-audit-log.ts';
import { readDatabase, readDataDir } from '../config.ts';
import { Failure } from '../failure.ts';
import { withCommandDatabase } from '../storage/postgres/command-database.ts';
import { systemClock as clock, secureRandom } from '../time-and-chance.ts';
import { shortestPassword } from './passwords.ts';
import { cancelled, readPassword } from './read-password.ts';
import { roles } from './roles.ts';
import { createSharedUsers } from './shared-users.ts';
import { answerUserCommand, type CommandAnswer, type UserCommand } from './user-commands.ts';
import { openConsoleUsers } from './user-file.ts';
import { createConsoleUsers } from './users.ts';

const usage = `console -- add-user --email E --role ${roles.join('|')} [--name N]
           set-password --email E    kata sandi baru; sesinya yang terbuka berakhir
           reset-totp   --email E    telepon hilang: masuk tanpa kode, lalu mendaftar lagi
           disable-user --email E    tidak bisa masuk, sesi yang terbuka berakhir
           enable-user  --email E
           list-users
  Kata sandi dibaca dari masukan standar, paling pendek ${shortestPassword} karakter:
    npm run -s console -- add-user --email rini@contoh.id --role agent
    npm run -s console -- add-user --email rini@contoh.id --role agent < berkas-sandi
  --name: nama yang dilihat pengguna saat petugas mengambil alih chat; bawaannya dari bagian depan email.
  Admin mendaftarkan aplikasi autentikator saat pertama kali masuk; sampai itu haknya sama dengan editor.
  Berlaku langsung di server yang sedang berjalan. Disimpan di DATABASE_URL bila diisi, kalau tidak di DATA_DIR.`;

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
  const command = await withPassword(wanted);
  if (command === cancelled) return report({ complaint: 'Dibatalkan; tidak ada yang diubah.' });
  return report(await carryOut(command));
}

function carryOut(command: UserCommand): Promise<CommandAnswer> {
  const settings = readDatabase();
  if (!settings) {
    const dataDir = readDataDir();
    const desk = {
      users: openConsoleUsers({ dataDir, clock }),
      audit: openAuditFile({ dataDir, clock }),
      clock,
    };
    return answerUserCommand(desk, command);
  }
  return withCommandDatabase(settings, database => {
    const users = createConsoleUsers(createSharedUsers(database), { clock, random: secureRandom });
    return answerUserCommand({ users, audit: createSharedAuditLog(database, clock), clock }, command);
  });
}

/** A command as the arguments tell it; a password never stands among them, where other users of the machine could see it. */
type Wanted = UserCommand extends infer C ? (C extends unknown ? Omit<C, 'password'> : never) : never;

async function withPassword(wanted: Wanted): Promise<UserCommand | typeof cancelled> {
  if (wanted.do !== 'add-user' && wanted.do !== 'set-password') return wanted;
  const password = await readPassword(process.stdin, question => process.stderr.write(question));
  return password === cancelled ? cancelled : { ...wanted, password };
}

function readArguments(argv: readonly string[]): Wanted | undefined {
  const options = { email: { type: 'string' }, role: { type: 'string' }, name: { type: 'string' } } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    return positionals.length === 1 ? wantedBy(positionals[0], values) : undefined;
  } catch {
    return undefined;
  }
}

interface Values {
  readonly email?: string | undefined;
  readonly role?: string | undefined;
  readonly name?: string | undefined;
}

function wantedBy(name: string | undefined, given: Values): Wanted | undefined {
  const { email } = given;
  if (name === 'list-users') return { do: name };
  if (email === undefined) return undefined;
  switch (name) {
    case 'add-user': {
      const role = roles.find(one => one === given.role);
      return role && { do: name, email, role, name: given.name };
    }
    case 'set-password':
    case 'reset-totp':
    case 'disable-user':
    case 'enable-user':
      return { do: name, email };
    default:
      return undefined;
  }
}

function report(answer: CommandAnswer): number {
  if ('text' in answer) {
    console.log(answer.text);
    return 0;
  }
  console.error(answer.complaint);
  return 1;
}
