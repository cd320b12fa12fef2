import { parseArgs } from 'node:util';
import { benchDatabase } from './load/bench-database.ts';
import { benchTurn } from './load/bench-turn.ts';
import { benchWidget } from './widget/bench-widget.ts';

/**
 * `npm run -s bench -- turn | database | widget [--json]`: measures beside peers or a limit, in one run on this machine. Figures are printed,
 * never asserted: what a machine can do differs from one to the next.
 */
const benches = { turn: benchTurn, database: benchDatabase, widget: benchWidget } as const satisfies Record<
  string,
  () => Promise<BenchResult>
>;

export interface BenchResult {
  /** Everything that was measured, for machines. */
  readonly figures: unknown;
  /** The same for people. */
  readonly table: string;
}

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [name = ''] = positionals;
const bench = Object.entries(benches).find(([known]) => known === name)?.[1];
if (!bench) {
  process.stderr.write(`Usage: npm run -s bench -- ${Object.keys(benches).join(' | ')} [--json]\n`);
  process.exitCode = 2;
} else {
  const { figures, table } = await bench();
  process.stdout.write(values.json ? `${JSON.stringify(figures, null, 2)}\n` : table);
}
