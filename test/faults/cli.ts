import { parseArgs } from 'node:util';
import { createProgress } from '../../src/progress.ts';
import { startPooler } from '../support/pooler.ts';
import { startPostgres } from '../support/postgres-server.ts';
import { openGround } from './ground.ts';
import { type Row, reportLine, writeLine } from './report.ts';
import { type Adapter, adapters, holds, type Scenario, type Size } from './scenario.ts';
import { scenarios } from './scenarios.ts';
import { makeTools } from './tools.ts';

const usage = `faults [R1 ...] [--long] [--adapter embedded|postgresql] [--write]
  Menimbulkan gangguan dengan sengaja dan menghitung apa yang rusak. Tanpa R: semuanya.
  --long    ukuran penuh (berjam-jam untuk semuanya)
  --write   simpan angka ke docs/reliability.md, baris yang tidak dijalankan tetap
`;

/** Exit code 0: every bar was kept; 1: one was not; 2: wrong arguments. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: {
      long: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      adapter: { type: 'string' },
    },
    allowPositionals: true,
  });
  const chosen = scenarios.filter(({ id }) => positionals.length === 0 || positionals.includes(id));
  const on = adapters.filter(adapter => values.adapter === undefined || values.adapter === adapter);
  if (chosen.length < Math.max(1, positionals.length) || on.length === 0) {
    process.stderr.write(usage);
    return 2;
  }
  const size = values.long ? 'long' : 'short';
  const kept = await runAll(chosen, on, size, async row => {
    process.stdout.write(reportLine(row));
    // One by one: the next one may take an hour, and be broken off.
    if (values.write) await writeLine(row, size);
  });
  return kept ? 0 : 1;
}

/** Were all bars kept? */
async function runAll(
  chosen: readonly Scenario[],
  on: readonly Adapter[],
  size: Size,
  report: (row: Row) => Promise<void>,
): Promise<boolean> {
  const server = on.includes('postgresql') ? await startPostgres() : undefined;
  const stopPooler = server ? await startPooler(server.url) : undefined;
  const tools = await makeTools(server?.url);
  let kept = true;
  try {
    for (const scenario of chosen) {
      for (const adapter of on) {
        const row = await runOne(scenario, adapter, size);
        kept &&= row.kept;
        await report(row);
      }
    }
  } finally {
    await tools.dispose();
    await stopPooler?.();
    await server?.stop();
  }
  return kept;

  async function runOne(scenario: Scenario, adapter: Adapter, size: Size): Promise<Row> {
    const progress = createProgress();
    const began = performance.now();
    const ground = await openGround(adapter, tools);
    try {
      const tell = (what: string, done: number) => progress(`${scenario.id} ${adapter}: ${what}`, done);
      const figures = await scenario.run(ground, size, tell);
      return { scenario, adapter, figures, kept: figures.every(holds), seconds: since(began) };
    } catch (error) {
      const because = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return { scenario, adapter, figures: [], kept: false, because, seconds: since(began) };
    } finally {
      progress('', 1);
      await ground.dispose();
    }
  }
}

function since(began: number): number {
  return Math.round((performance.now() - began) / 100) / 10;
}

// A scenario that was broken off may leave sockets behind; nobody waits for them.
process.exit(await main());
