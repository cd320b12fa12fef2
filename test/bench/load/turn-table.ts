import type { TurnFigures } from './bench-turn.ts';
import { median } from './percentiles.ts';

interface Sizes {
  readonly atOnce: number;
  readonly turnsInRound: number;
}

/** For people: a row for each contender. */
export function turnTable(figures: readonly TurnFigures[], { atOnce, turnsInRound }: Sizes): string {
  const rows = figures.map(({ name, rounds, cpuMsPerTurn, ratio }) => [
    name,
    median(rounds.map(({ rate }) => rate)).toFixed(0),
    `${ratio.toFixed(2)}x`,
    median(rounds.map(({ times }) => times.p50)).toFixed(1),
    median(rounds.map(({ times }) => times.p99)).toFixed(1),
    cpuMsPerTurn?.toFixed(2) ?? '-',
  ]);
  const title = `First turns, ${atOnce} at a time, ${turnsInRound} a round; median of the rounds.`;
  return `${title}\n${columns([header, ...rows])}`;
}

const header = ['', 'per second', 'assistant is', 'p50 ms', 'p99 ms', 'CPU ms'];

/** Cells padded to columns; the first is a name, the others are figures. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  return rows
    .map(row =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .concat('\n'),
    )
    .join('');
}
