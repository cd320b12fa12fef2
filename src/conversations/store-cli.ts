import { resolve } from 'node:path';
import { readDatabase, readDataDir } from '../config.ts';
import { Failure } from '../failure.ts';
import { createLog } from '../log.ts';
import { createProgress } from '../progress.ts';
import { backUp } from './backup/back-up.ts';
import { restore, verifyBackup } from './backup/restore.ts';
import type { VerifyReport } from './conversation-store.ts';
import { createPaths } from './lowdb/paths.ts';
import { verifyFiles } from './lowdb/verify-files.ts';

const usage = `store -- backup FOLDER | restore FOLDER | verify [FOLDER]
  backup FOLDER    salin DATA_DIR ke folder baru, juga selagi server berjalan
  restore FOLDER   kembalikan ke DATA_DIR yang kosong; hentikan server dulu
  verify [FOLDER]  baca setiap percakapan di DATA_DIR, atau di sebuah cadangan

Yang disimpan di PostgreSQL dicadangkan dengan pg_dump.
`;

/** `npm run -s store -- ...`: exit code 0 done, 1 refused or damaged, 2 wrong arguments. */
const commands: Readonly<Record<string, (folder: string | undefined) => Promise<number>>> = {
  backup: async folder => (folder === undefined ? explainUsage() : makeBackup(folder)),
  restore: async folder => (folder === undefined ? explainUsage() : putBack(folder)),
  verify: async folder =>
    report(folder === undefined ? await verifyFiles(createPaths(readDataDir())) : await verifyBackup(folder)),
};

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  process.stderr.write(`${error.message}\n${error.fix}\n`);
  process.exitCode = 1;
}

async function run([name = '', folder, ...rest]: readonly string[]): Promise<number> {
  const command = rest.length === 0 ? commands[name] : undefined;
  if (!command) return explainUsage();
  if (readDatabase()) {
    throw new Failure(
      'config-invalid',
      'DATABASE_URL is set: conversations are not in files',
      'Back up the database with pg_dump, or unset DATABASE_URL.',
    );
  }
  return command(folder && resolve(folder));
}

async function makeBackup(folder: string): Promise<number> {
  const files = await backUp(readDataDir(), folder, new Date(), createProgress());
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  process.stdout.write(`${files.length} berkas, ${(bytes / 1e6).toFixed(1)} MB disalin ke ${folder}\n`);
  return report(await verifyBackup(folder, createProgress()));
}

async function putBack(folder: string): Promise<number> {
  const found = await restore(folder, readDataDir(), createLog('error'), createProgress());
  process.stdout.write(`Dikembalikan ke ${readDataDir()}\n`);
  return report(found);
}

function report({ checked, damaged }: VerifyReport): number {
  process.stdout.write(`${checked} percakapan diperiksa, ${damaged.length} rusak\n`);
  for (const { file, problem } of damaged) process.stdout.write(`  ${file}: ${problem}\n`);
  return damaged.length === 0 ? 0 : 1;
}

function explainUsage(): number {
  process.stderr.write(usage);
  return 2;
}
