import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '../../failure.ts';
import type { Log } from '../../log.ts';
import type { Progress } from '../../progress.ts';
import { syncFolder, writeSynced } from '../../storage/durable-json-file.ts';
import { errorCode } from '../../storage/error-code.ts';
import type { VerifyReport } from '../conversation-store.ts';
import { createPaths } from '../lowdb/paths.ts';
import { claimDataDir } from '../lowdb/single-process.ts';
import { verifyFiles } from '../lowdb/verify-files.ts';
import { readChecked, readManifest } from './manifest.ts';

/** Reads every file of a backup, and every conversation in it. Throws `Failure('backup-incomplete')`. */
export async function verifyBackup(backup: string, progress: Progress = () => {}): Promise<VerifyReport> {
  const { files } = await readManifest(backup);
  for (const [index, file] of files.entries()) {
    progress(`${index + 1} dari ${files.length} berkas`, index / files.length);
    await readChecked(backup, file);
  }
  progress('', 1);
  return verifyFiles(createPaths(backup));
}

/**
 * Puts a backup in the place of an empty data folder. It is checked and written beside it first and takes its place in
 * one step, so that a restore that was broken off leaves nothing half. Throws `Failure('data-dir-in-use')`, `restore-target`.
 */
export async function restore(
  backup: string,
  dataDir: string,
  log: Log,
  progress: Progress = () => {},
): Promise<VerifyReport> {
  const { files } = await readManifest(backup);
  await (await claimDataDir(dataDir, log)).release();
  await refuseFull(dataDir);
  const beside = `${dataDir}.restoring`;
  await rm(beside, { recursive: true, force: true });
  const folders = new Set<string>([beside]);
  await mkdir(beside, { recursive: true, mode: 0o700 });
  for (const [index, file] of files.entries()) {
    progress(`${index + 1} dari ${files.length} berkas`, index / files.length);
    const target = join(beside, file.path);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    for (let folder = dirname(target); !folders.has(folder); folder = dirname(folder)) folders.add(folder);
    await writeSynced(target, await readChecked(backup, file));
  }
  for (const folder of folders) await syncFolder(folder);
  const report = await verifyFiles(createPaths(beside));
  await rm(dataDir, { recursive: true, force: true });
  await rename(beside, dataDir);
  await syncFolder(dirname(dataDir));
  progress('', 1);
  return report;
}

async function refuseFull(dataDir: string): Promise<void> {
  const names = await readdir(dataDir).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  // The claim has left its socket.
  if (names.every(name => name === 'assistant.sock')) return;
  throw new Failure(
    'restore-target',
    `${dataDir} is not empty`,
    'Move it away first, or set DATA_DIR to a new folder: nothing is overwritten.',
  );
}
