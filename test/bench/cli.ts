import { parseArgs } from 'node:util';
import { benchConsole } from './console/bench-console.ts';
import { benchDatabase } from './load/bench-database.ts';
import { benchLoad } from './load/bench-load.ts';
import { benchStart } from './load/bench-start.ts';
import { benchTurn } from './load/bench-turn.ts';
import { benchWebhooks } from './webhooks/bench-webhooks.ts';
import { benchWidget } from './widget/bench-widget.ts';

/**
 * `npm run -s bench -- turn | load [--store files|postgres] | database | start | webhooks | widget |
 * console [--store files|postgres] [--json]`: measures beside peers or
 * a limit, in one run on this machine. Figures are printed, never asserted: what a machine can do differs from one to the
 * next.
 */
const benches = {
  turn: benchTurn,
  load: benchLoad,
  database: benchDatabase,
  start: benchStart,
  webhooks: benchWebhooks,
  widget: benchWidget,
  console: benchConsole,
} as const satisfies Record<string, (options: BenchOptions) => Promise<BenchResult>>;

export interface BenchOptions {
  /** Where the assistant keeps conversations. */
  readonly store?: 'files' | 'postgres' | undefined;
}

export interface BenchResult {
  /** Everything that was measured, for machines. */
  readonly figures: unknown;
  /** The same for people. */
  readonly table: string;
}

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false }, store: { type: 'string', default: 'files' } },
  allowPositionals: true,
});
const [name = ''] = positionals;
const store = values.store === 'files' || values.store === 'postgres' ? values.store : undefined;
const bench = Object.entries(benches).find(([known]) => known === name)?.[1];
if (!bench || store === undefined) {
  const usage = `${Object.keys(benches).join(' | ')} [--store files|postgres] [--json]`;
  process.stderr.write(`Usage: npm run -s bench -- ${usage}\n`);
  process.exitCode = 2;
} else {
  const { figures, table } = await bench({ store });
  process.stdout.write(values.json ? `${JSON.stringify(figures, null, 2)}\n` : table);
}
