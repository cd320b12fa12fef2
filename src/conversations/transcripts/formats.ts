import { toActivity } from './bot-framework-activity.ts';
import { byteOrderMark, csvLine } from './csv.ts';
import type { ExportedTranscript } from './read-conversations.ts';
import { columns, toRow } from './row.ts';

export const formatNames = ['jsonl', 'csv', 'transcript'] as const;
export type FormatName = (typeof formatNames)[number];

/** Turns transcripts into the pieces of a file, one conversation in memory at a time. */
type Format = (transcripts: AsyncIterable<ExportedTranscript>) => AsyncGenerator<string>;

export const formats = { jsonl, csv, transcript } as const satisfies Record<FormatName, Format>;

async function* jsonl(transcripts: AsyncIterable<ExportedTranscript>) {
  for await (const { messages, summary } of transcripts) {
    for (const message of messages) yield `${JSON.stringify(toRow(message, summary))}\n`;
  }
}

async function* csv(transcripts: AsyncIterable<ExportedTranscript>) {
  yield byteOrderMark + csvLine(columns);
  for await (const { messages, summary } of transcripts) {
    for (const message of messages) {
      const row = toRow(message, summary);
      yield csvLine(columns.map(column => row[column]));
    }
  }
}

async function* transcript(transcripts: AsyncIterable<ExportedTranscript>) {
  let separator = '[\n';
  for await (const { messages, summary } of transcripts) {
    for (const message of messages) {
      yield separator + JSON.stringify(toActivity(message, summary));
      separator = ',\n';
    }
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}
