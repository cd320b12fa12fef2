import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
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
import { type BackedUpFile, readChecked, readManifest } from './manifest.ts';

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
 * one step, so that a restore that was broken off leaves nothing half. The folder is claimed until then: a server that is
 * started meanwhile must not take it. Throws `Failure('data-dir-in-use')`, `restore-target`.
 */
export async function restore(
  backup: string,
  dataDir: string,
  log: Log,
  progress: Progress = () => {},
): Promise<VerifyReport> {
  const { files } = await readManifest(backup);
  const beside = `${dataDir}.restoring`;
  const claim = await claimDataDir(dataDir, log);
  let report: VerifyReport;
  try {
    await refuseFull(dataDir);
    await copyChecked(backup, files, beside, progress);
    report = await verifyFiles(createPaths(beside));
  } finally {
    await claim.release();
  }
  await takePlace(beside, dataDir);
  progress('', 1);
  return report;
}

async function copyChecked(
  backup: string,
  files: readonly BackedUpFile[],
  beside: string,
  progress: Progress,
): Promise<void> {
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
}

/** Neither step removes what anybody has written: both need an empty folder, or none. */
async function takePlace(beside: string, dataDir: string): Promise<void> {
  try {
    await removeEmpty(dataDir);
    await rename(beside, dataDir);
  } catch (error) {
    if (!isFull(error)) throw error;
    throw new Failure(
      'data-dir-in-use',
      `Another process has begun to work with ${dataDir}`,
      'Stop it, move the folder away, and restore again: nothing was overwritten.',
      error,
    );
  }
  await syncFolder(dirname(dataDir));
}

/** Whoever looked in vain whether the folder is free leaves a lock in it for some milliseconds. */
async function removeEmpty(dataDir: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rmdir(dataDir);
      return;
    } catch (error) {
      if (!isFull(error) || attempt === 40) throw error;
    }
    await refuseFull(dataDir);
    await new Promise(resolve => setTimeout(resolve, 25));
  }
}

function isFull(error: unknown): boolean {
  return ['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '');
}

async function refuseFull(dataDir: string): Promise<void> {
  const names = await readdir(dataDir).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  // Of claims, ours and those that were refused.
  if (names.every(name => ['assistant.sock', 'assistant.sock.lock'].includes(name))) return;
  throw new Failure(
    'restore-target',
    `${dataDir} is not empty`,
    'Move it away first, or set DATA_DIR to a new folder: nothing is overwritten.',
  );
}
