import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Disk } from './disk-double.ts';

interface FileNode {
  content: string;
  /** What is on the platter: `undefined` until the first sync. */
  synced: string | undefined;
}

interface Folder {
  entries: Map<string, FileNode>;
  synced: Map<string, FileNode>;
}

/** What a disk would hold if the power went now: what was synced for sure, and of the rest whatever chance leaves. */
export interface Image {
  /** By path below the folder. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Remembers what was written and what of it was synced, as files and folders apart: a file that was synced under a name
 * that was not is lost, and so is a synced name of a file that was not.
 */
export class RecordingDisk implements Disk {
  readonly #folders = new Map<string, Folder>();
  readonly #root: string;
  readonly #each: () => void;

  /** `each` is called before every operation. */
  constructor(root: string, each: () => void) {
    this.#root = root;
    this.#each = each;
  }

  open(path: string, flags: string): void {
    this.#each();
    if (flags === 'r') return;
    const { entries } = this.#folder(dirname(path));
    const known = entries.get(path);
    if (known) known.content = '';
    else entries.set(path, { content: '', synced: undefined });
  }

  write(path: string, content: string): void {
    this.#each();
    const file = this.#folder(dirname(path)).entries.get(path);
    if (file) file.content = content;
  }

  append(path: string, content: string): void {
    this.#each();
    const file = this.#folder(dirname(path)).entries.get(path);
    if (file) file.content += content;
  }

  sync(path: string): void {
    this.#each();
    const file = this.#folder(dirname(path)).entries.get(path);
    if (file) file.synced = file.content;
    else {
      const folder = this.#folder(path);
      folder.synced = new Map(folder.entries);
    }
  }

  rename(from: string, to: string): void {
    this.#each();
    const source = this.#folder(dirname(from)).entries;
    const file = source.get(from);
    source.delete(from);
    if (file) this.#folder(dirname(to)).entries.set(to, file);
  }

  remove(path: string): void {
    this.#each();
    this.#folder(dirname(path)).entries.delete(path);
  }

  makeFolder(): void {
    this.#each();
  }

  /** `luck`: an unsynced change survives when it says so; without any, nothing unsynced does. */
  image(luck: () => boolean): Image {
    const files = new Map<string, string>();
    for (const { entries, synced } of this.#folders.values()) {
      for (const path of new Set([...entries.keys(), ...synced.keys()])) {
        const [now, kept] = [entries.get(path), synced.get(path)];
        const file = now === kept || !luck() ? kept : now;
        const content = file && contentOf(file, luck);
        if (content !== undefined) files.set(relative(this.#root, path), content);
      }
    }
    return { files };
  }

  #folder(path: string): Folder {
    const folder = this.#folders.get(path) ?? { entries: new Map(), synced: new Map() };
    this.#folders.set(path, folder);
    return folder;
  }
}

/** A name without its content is an empty file; content that was being written may be there in part. */
function contentOf({ content, synced }: FileNode, luck: () => boolean): string {
  if (content === synced || !luck()) return synced ?? '';
  // What was only appended cannot take away what was synced before it.
  const safe = synced !== undefined && content.startsWith(synced) ? synced.length : 0;
  return luck() ? content : content.slice(0, safe + Math.floor((content.length - safe) / 2));
}

/** Writes the image as real files below `folder`. */
export async function developImage({ files }: Image, folder: string): Promise<void> {
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}
