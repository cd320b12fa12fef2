import { once } from 'node:events';
import { readDatabase, readDataDir } from '../config.ts';
import { Failure } from '../failure.ts';
import type { ConversationId } from '../ids.ts';
import { withCommandDatabase } from '../storage/postgres/command-database.ts';
import { type Command, readArguments, usage } from './transcripts/arguments.ts';
import { formats } from './transcripts/formats.ts';
import { keepInFiles } from './transcripts/keep-in-files.ts';
import { keepInPostgres } from './transcripts/keep-in-postgres.ts';
import { printReport, printSummary, printTranscript } from './transcripts/print.ts';
import type { TranscriptKeeper } from './transcripts/read-conversations.ts';

/** `npm run -s transcripts -- ...`: exit code 0 done, 1 something is missing or damaged, 2 wrong arguments. */

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
  if (command.do === 'help') return print(usage).then(() => 0);
  if (command.do === 'complain') {
    process.stderr.write(`${command.about}\n\n${usage}`);
    return 2;
  }
  const settings = readDatabase();
  if (!settings) return carryOut(keepInFiles(readDataDir()), command);
  return withCommandDatabase(settings, database => carryOut(keepInPostgres(database), command));
}

async function carryOut(
  keeper: TranscriptKeeper,
  command: Exclude<Command, { do: 'help' | 'complain' }>,
): Promise<number> {
  switch (command.do) {
    case 'list':
      return list(keeper, command);
    case 'show':
      return show(keeper, command.id);
    case 'export':
      return exportAll(keeper, command);
    case 'erase':
      await print(`${await keeper.erase(command.user)} percakapan dihapus.\n`);
      return 0;
    case 'verify': {
      const report = await keeper.verify();
      await print(printReport(report));
      return report.damaged.length === 0 ? 0 : 1;
    }
  }
}

async function list(
  keeper: TranscriptKeeper,
  { query, limit }: Extract<Command, { do: 'list' }>,
): Promise<number> {
  const { conversations, damaged } = await keeper.newest(query, limit);
  for (const summary of conversations.toReversed()) await print(`${printSummary(summary)}\n`);
  if (conversations.length === 0) await print('Belum ada percakapan yang cocok.\n');
  return complainOfDamage(damaged);
}

async function show(keeper: TranscriptKeeper, id: ConversationId): Promise<number> {
  const transcript = await keeper.read(id);
  if (transcript) await print(printTranscript(transcript));
  else process.stderr.write('Tidak ada percakapan dengan ID itu.\n');
  return transcript ? 0 : 1;
}

async function exportAll(
  keeper: TranscriptKeeper,
  { format, query }: Extract<Command, { do: 'export' }>,
): Promise<number> {
  let damaged = 0;
  for await (const piece of formats[format](whole())) await print(piece);
  return complainOfDamage(damaged);

  async function* whole() {
    for await (const transcript of keeper.all(query)) {
      if (transcript === 'damaged') damaged += 1;
      else yield transcript;
    }
  }
}

function complainOfDamage(damaged: number): number {
  if (damaged === 0) return 0;
  process.stderr.write(`${damaged} percakapan rusak dan dilewati; lihat: npm run -s transcripts -- verify\n`);
  return 1;
}

async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}
