import type { FileHandle } from 'node:fs/promises';

/** In bytes. */
export const blockSize = 64 * 1024;

const lineBreak = 0x0a;

export interface PlacedLine {
  readonly text: string;
  /** In bytes from the beginning of the file. */
  readonly start: number;
  readonly end: number;
}

/**
 * The lines before the byte `end`, the last one first, in blocks: whoever stops early has read no more than that. What
 * stands behind the last line break is no whole line and left out.
 */
export async function* linesBackwards(handle: FileHandle, end: number): AsyncGenerator<PlacedLine> {
  let behind: Buffer = Buffer.alloc(0);
  let whole = false;
  for (let position = end; position > 0; ) {
    const size = Math.min(blockSize, position);
    position -= size;
    const block = await readBlock(handle, position, size);
    let to = block.length;
    for (let at = lastBreak(block, to); at >= 0; at = lastBreak(block, at)) {
      if (whole) yield placed(Buffer.concat([block.subarray(at + 1, to), behind]), position + at + 1);
      whole = true;
      behind = Buffer.alloc(0);
      to = at;
    }
    behind = Buffer.concat([block.subarray(0, to), behind]);
  }
  if (whole) yield placed(behind, 0);
}

export async function readBlock(handle: FileHandle, position: number, size: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(size), 0, size, position);
  return buffer.subarray(0, bytesRead);
}

/** Index of the last one before `to`, or -1. */
function lastBreak(block: Buffer, to: number): number {
  return to === 0 ? -1 : block.lastIndexOf(lineBreak, to - 1);
}

function placed(line: Buffer, start: number): PlacedLine {
  return { text: line.toString('utf8'), start, end: start + line.length + 1 };
}
