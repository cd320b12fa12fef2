import { moveResumeSecrets } from './channels/web-chat/move-resume-secrets.ts';
import { readDatabase, readDataDir } from './config.ts';
import { type Counts, moveToPostgres } from './conversations/move-to-postgres.ts';
import { Failure } from './failure.ts';
import { createLog } from './log.ts';
import { type Copied, moveConsole } from './move-console.ts';
import { moveIncident } from './move-incident.ts';
import { createProgress } from './progress.ts';
import { type Database, openDatabase } from './storage/postgres/database.ts';
import { migrate, migrationStatus } from './storage/postgres/migrate.ts';
import { systemClock } from './time-and-chance.ts';

const usage = `db -- status | migrate | import
  status    migrasi mana yang sudah dan belum dijalankan di DATABASE_URL
  migrate   jalankan yang belum; aman juga saat beberapa proses dimulai bersamaan
  import    salin percakapan, pengguna konsol, undangan, token, permintaan data pribadi, tanda sudah dibaca,
            angka per hari, gangguan yang sedang diumumkan, dan jalan kembali pengunjung dari DATA_DIR ke DATABASE_URL;
            hentikan server dulu, boleh diulang
`;

/** `npm run -s db -- ...`: exit code 0 done, 1 refused or incomplete, 2 wrong arguments. */
const commands: Readonly<Record<string, (database: Database) => Promise<number>>> = {
  status: showStatus,
  migrate: applyMigrations,
  import: importFiles,
};

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  process.stderr.write(`${error.message}\n${error.fix}\n`);
  process.exitCode = 1;
}

async function run([name = '', ...rest]: readonly string[]): Promise<number> {
  const command = rest.length === 0 ? commands[name] : undefined;
  if (!command) {
    process.stderr.write(usage);
    return 2;
  }
  const settings = readDatabase();
  if (!settings) {
    throw new Failure(
      'config-invalid',
      'DATABASE_URL is missing',
      'Set DATABASE_URL; .env.example shows its form.',
    );
  }
  const database = openDatabase({
    url: settings.directUrl ?? settings.url,
    log: createLog('error'),
    patient: true,
  });
  return command(database).finally(database.close);
}

async function showStatus(database: Database): Promise<number> {
  const { applied, pending, unknown } = await migrationStatus(database);
  for (const name of applied) process.stdout.write(`sudah   ${name}\n`);
  for (const name of pending) process.stdout.write(`belum   ${name}\n`);
  for (const name of unknown) process.stdout.write(`tidak dikenal versi ini: ${name}\n`);
  return pending.length + unknown.length === 0 ? 0 : 1;
}

async function applyMigrations(database: Database): Promise<number> {
  const done = await migrate(database, name => process.stdout.write(`dijalankan   ${name}\n`));
  if (done.length === 0) process.stdout.write('Tidak ada yang perlu dijalankan.\n');
  return 0;
}

async function importFiles(database: Database): Promise<number> {
  await migrate(database);
  const { source, target, skipped, damaged } = await moveToPostgres(
    readDataDir(),
    database,
    createLog('error'),
    createProgress(),
  );
  process.stdout.write(`berkas:     ${describe(source)}\nPostgreSQL: ${describe(target)}\n`);
  if (skipped > 0) process.stdout.write(`${skipped} percakapan sudah ada di sana dan dibiarkan.\n`);
  if (damaged > 0)
    process.stderr.write(
      `${damaged} percakapan rusak dan tidak disalin; lihat: npm run -s transcripts -- verify\n`,
    );
  await importBesideChats(database);
  const secrets = await moveResumeSecrets(readDataDir(), {
    database,
    clock: systemClock,
    log: createLog('error'),
  });
  process.stdout.write(`Jalan kembali pengunjung: ${secrets} disalin.\n`);
  const complete = describe(source) === describe(target) && damaged === 0;
  process.stdout.write(complete ? 'Jumlahnya cocok.\n' : 'Jumlahnya belum cocok.\n');
  return complete ? 0 : 1;
}

async function importBesideChats(database: Database): Promise<void> {
  const options = { dataDir: readDataDir(), database, clock: systemClock, log: createLog('error') };
  const moved = await moveConsole(options);
  tellCopied('Pengguna konsol', moved.users);
  tellCopied('Undangan', moved.invitations);
  tellCopied('Token API', moved['api-tokens']);
  tellCopied('Permintaan data pribadi', moved['privacy-requests']);
  tellCopied('Tanda sudah dibaca', moved.readMarks);
  tellCopied('Hari yang sudah dihitung', moved.numbers);
  tellCopied('Gangguan yang diumumkan', await moveIncident(options));
}

function tellCopied(title: string, { added, kept }: Copied): void {
  process.stdout.write(`${title}: ${added} disalin, ${kept} sudah ada di sana.\n`);
}

function describe({ conversations, messages, handledKeys, timers, outbox, inbox }: Counts): string {
  const within = `${conversations} percakapan, ${messages} pesan, ${handledKeys} kunci, ${timers} pengingat`;
  return `${within}, ${outbox} belum terkirim, ${inbox} belum dijawab`;
}
