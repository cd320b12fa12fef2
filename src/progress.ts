/** Told what is being done, and how much of it is done, 0..1. */
export type Progress = (what: string, done: number) => void;

const width = 24;

/** A bar in the last line of a terminal; nothing at all where the output goes into a file or another program. */
export function createProgress(
  stream: Pick<NodeJS.WriteStream, 'write'> & { readonly isTTY?: boolean } = process.stderr,
): Progress {
  if (!stream.isTTY) return () => {};
  let shown = '';
  return (what, done) => {
    const filled = Math.round(Math.min(1, done) * width);
    const bar = done >= 1 ? '' : `[${'#'.repeat(filled)}${'.'.repeat(width - filled)}] ${what}`;
    if (bar === shown) return;
    shown = bar;
    stream.write(`\r\u001b[K${bar}`);
  };
}
