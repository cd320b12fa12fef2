import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'restify';
import { type FormatName, formats } from '../../conversations/transcripts/formats.ts';
import type { ExportedTranscript } from '../../conversations/transcripts/read-conversations.ts';
import type { Log } from '../../log.ts';

const types: Readonly<Record<FormatName, string>> = {
  jsonl: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  transcript: 'application/json; charset=utf-8',
};

interface ExportFile {
  readonly format: FormatName;
  readonly transcripts: AsyncIterable<ExportedTranscript>;
  /** Without its ending. */
  readonly name: string;
  readonly log: Log;
}

/**
 * A file, written as fast as it is read. Whatever breaks in the middle breaks the connection off, so that nobody takes a
 * part for the whole.
 */
export async function sendExport(
  res: Response,
  { format, transcripts, name, log }: ExportFile,
): Promise<void> {
  res.writeHead(200, {
    'Content-Type': types[format],
    'Content-Disposition': `attachment; filename="${name}.${format}"`,
  });
  try {
    await pipeline(Readable.from(formats[format](transcripts)), res);
  } catch (error) {
    // Never thrown: the head is out, there is nothing to answer any more.
    res.destroy();
    if (!isGone(error)) log.error('an export broke off', { error });
  }
}

/** The reader went away: their doing, not a fault of ours. */
function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
