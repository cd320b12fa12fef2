import { execFile, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TurnCommit } from '../../../src/conversations/conversation-store.ts';
import { commitValues } from '../../../src/conversations/postgres/postgres-store.ts';
import { commitTurn } from '../../../src/conversations/postgres/statements.ts';

/** Debian has it in `postgresql`; npm's PostgreSQL comes without. */
export function hasPgbench(): boolean {
  return spawnSync('pgbench', ['--version']).status === 0;
}

interface Run {
  readonly url: string;
  readonly folder: string;
  readonly clients: number;
  readonly seconds: number;
  /** Makes the conversations of one run others than those of the next. */
  readonly run: number;
}

/**
 * What the server does with the very statement of a turn when nothing of ours stands before it: prepared, a connection a
 * client, the values as they come from `turn`, only the conversation another one each time.
 *
 * @returns transactions a second
 */
export async function runPgbench(
  turn: (id: string) => TurnCommit,
  { url, folder, clients, seconds, run }: Run,
): Promise<number> {
  const file = join(folder, `commit-${run}.sql`);
  await writeFile(file, script(turn, run));
  const { stdout } = await promisify(execFile)('pgbench', [
    ...['--no-vacuum', '--protocol=prepared', `--client=${clients}`, '--jobs=2'],
    ...[`--time=${seconds}`, `--file=${file}`, url],
  ]);
  const rate = /tps = ([\d.]+)/.exec(stdout)?.[1];
  if (rate === undefined) throw new Error(`pgbench printed no rate:\n${stdout}`);
  return Number(rate);
}

function script(turn: (id: string) => TurnCommit, run: number): string {
  const place = '@conversation@';
  const values = commitValues(turn(place)).map(asLiteral);
  const text = commitTurn.text.replace(
    /\$(\d+)/g,
    (_, number: string) => values[Number(number) - 1] ?? 'null',
  );
  const id = `'pgbench-${run}-' || lpad(:number::text, 22, '0')`;
  return `\\set number random(1, 1000000000)\n${text.replaceAll(`e'${place}'`, `(${id})`)};\n`;
}

function asLiteral(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return `array[${value.map(asLiteral).join(', ')}]::text[]`;
  // A colon would begin a variable of pgbench, also within quotes.
  const text = String(value).replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll(':', '\\x3a');
  return `e'${text}'`;
}
