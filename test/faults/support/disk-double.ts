import fs from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

/** What the disk is asked to do, one by one; a double may refuse, record, or both. */
export interface Disk {
  open(path: string, flags: string): void;
  write(path: string, content: string): void;
  append(path: string, content: string): void;
  /** Of a file, or of a folder. */
  sync(path: string): void;
  rename(from: string, to: string): void;
  remove(path: string): void;
  makeFolder(path: string): void;
}

type Patched = 'open' | 'rename' | 'rm' | 'mkdir';

/**
 * Puts `disk` in front of everything that this process writes below `folder`: it is called before each operation, and
 * what it throws is what the operation throws. The returned function takes it away again.
 */
export function standBeforeDisk(folder: string, disk: Partial<Disk>): () => void {
  const real = { ...fs.promises };
  const inside = (path: unknown): path is string => typeof path === 'string' && path.startsWith(folder);

  const patches: Pick<typeof fs.promises, Patched> = {
    async open(path, flags, mode) {
      if (!inside(path)) return real.open(path, flags, mode);
      disk.open?.(path, String(flags ?? 'r'));
      return watched(await real.open(path, flags, mode), path, disk);
    },
    async rename(from, to) {
      if (inside(from)) disk.rename?.(from, String(to));
      return real.rename(from, to);
    },
    async rm(path, options) {
      if (inside(path)) disk.remove?.(path);
      return real.rm(path, options);
    },
    // mkdir has many shapes; all that the product uses is a path with options.
    mkdir: (async (path: fs.PathLike, options: fs.MakeDirectoryOptions) => {
      const made = await real.mkdir(path, options);
      if (inside(path) && made !== undefined) disk.makeFolder?.(path);
      return made;
    }) as typeof fs.promises.mkdir,
  };
  Object.assign(fs.promises, patches);
  // Modules that imported these by name see the double from here on.
  syncBuiltinESMExports();
  return () => {
    const { open, rename, rm, mkdir } = real;
    Object.assign(fs.promises, { open, rename, rm, mkdir });
    syncBuiltinESMExports();
  };
}

function watched(handle: FileHandle, path: string, disk: Partial<Disk>): FileHandle {
  const writeFile = handle.writeFile.bind(handle);
  const appendFile = handle.appendFile.bind(handle);
  const sync = handle.sync.bind(handle);
  const datasync = handle.datasync.bind(handle);
  return Object.assign(handle, {
    async writeFile(content: string) {
      disk.write?.(path, content);
      await writeFile(content);
    },
    async appendFile(content: string) {
      disk.append?.(path, content);
      await appendFile(content);
    },
    async sync() {
      disk.sync?.(path);
      await sync();
    },
    async datasync() {
      disk.sync?.(path);
      await datasync();
    },
  });
}
