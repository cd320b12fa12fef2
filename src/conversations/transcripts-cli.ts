import { once } from 'node:events';
import { readDataDir } from '../config.ts';
import { Failure } from '../failure.ts';
import type { ConversationId, UserId } from '../ids.ts';
import { createLog } from '../log.ts';
import { systemClock } from '../time-and-chance.ts';
import { askToErase } from './lowdb/command-socket.ts';
import { eraseUnowned } from './lowdb/erase-unowned.ts';
import { createPaths } from './lowdb/paths.ts';
import { verifyFiles } from './lowdb/verify-files.ts';
import { type Command, readArguments, usage } from './transcripts/arguments.ts';
import { formats } from './transcripts/formats.ts';
import { printReport, printSummary, printTranscript } from './transcripts/print.ts';
import { createTranscriptReader, onlyDamage } from './transcripts/read-conversations.ts';

/** `npm run -s transcripts -- ...`: exit code 0 done, 1 something is missing or damaged, 2 wrong arguments. */
const dataDir = readDataDir();
const reader = createTranscriptReader(dataDir);

// `... | head` closes our output early; that is no error.
process.stdout.on('error', () => process.exit(0));
try {
  process.exitCode = await run(readArguments(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  process.stderr.write(`${error.message}\n${error.fix}\n`);
  process.exitCode = 1;
}

async function run(command: Command): Promise<number> {
  switch (command.do) {
    case 'list':
      return list(command);
    case 'show':
      return show(command.id);
    case 'export':
      return exportAll(command);
    case 'erase':
      return erase(command.user);
    case 'verify':
      return verify();
    case 'help':
      return print(usage).then(() => 0);
    case 'complain':
      process.stderr.write(`${command.about}\n\n${usage}`);
      return 2;
  }
}

async function list({ query, limit }: Extract<Command, { do: 'list' }>): Promise<number> {
  const found = await reader.find(query);
  const newestLast = found.conversations.toSorted(
    (a, b) => Date.parse(a.updatedAt) - Date.parse(b.updatedAt),
  );
  for (const summary of newestLast.slice(-limit)) await print(`${printSummary(summary)}\n`);
  if (found.conversations.length === 0) await print('Belum ada percakapan yang cocok.\n');
  return complainOfDamage(found.damaged);
}

async function show(id: ConversationId): Promise<number> {
  const transcript = await reader.read(id);
  if (transcript) await print(printTranscript(transcript));
  else process.stderr.write('Tidak ada percakapan dengan ID itu.\n');
  return transcript ? 0 : 1;
}

async function exportAll({ format, query }: Extract<Command, { do: 'export' }>): Promise<number> {
  const found = await reader.find(query);
  let { damaged } = found;
  for await (const piece of formats[format](transcripts())) await print(piece);
  return complainOfDamage(damaged);

  async function* transcripts() {
    for (const { id } of found.conversations) {
      const transcript = await reader.read(id).catch(onlyDamage);
      if (transcript === 'damaged') damaged += 1;
      else if (transcript) yield transcript;
    }
  }
}

/** A running server does it itself, so that nothing stays in its memory. */
async function erase(user: UserId): Promise<number> {
  const erased =
    (await askToErase(dataDir, user)) ?? (await eraseUnowned(dataDir, user, systemClock, createLog('error')));
  await print(`${erased} percakapan dihapus.\n`);
  return 0;
}

async function verify(): Promise<number> {
  const report = await verifyFiles(createPaths(dataDir));
  await print(printReport(report));
  return report.damaged.length === 0 ? 0 : 1;
}

function complainOfDamage(damaged: number): number {
  if (damaged === 0) return 0;
  process.stderr.write(`${damaged} percakapan rusak dan dilewati; lihat: npm run -s transcripts -- verify\n`);
  return 1;
}

async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}
