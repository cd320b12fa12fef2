import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { installPeers } from '../../support/peers.ts';
import type { BenchResult } from '../cli.ts';
import { startAssistantProcess } from './assistant.ts';
import { startBotFramework } from './bot-framework.ts';
import { closedLoop, type Round } from './closed-loop.ts';
import { openDurableWrites } from './durable-writes.ts';
import { median } from './percentiles.ts';
import { firstMessages } from './texts.ts';
import { turnTable } from './turn-table.ts';
import type { Contender, Visitor } from './visitor.ts';

const atOnce = 16;
const turnsInRound = 480;
const rounds = 5;
/** A server runs for weeks: what its first thousands of turns cost, until the engine has compiled them, is not the question. */
const warmUpTurns = 2_400;
/** In milliseconds: what a contender still does when its round is over shall not be in the way of the next one. */
const rest = 2_500;

export interface TurnFigures {
  readonly name: string;
  readonly rounds: readonly Round[];
  /** Processor milliseconds of the server for one turn; unknown for bare writes, which happen in the generator. */
  readonly cpuMsPerTurn: number | undefined;
  /** The assistant's rate over this one's, median of the rounds. */
  readonly ratio: number;
}

/** The first turn of a chat, embedded and durable, beside servers that promise less and beside the disk's own limit. */
export async function benchTurn(): Promise<BenchResult> {
  installPeers(tell);
  // Not in /tmp, which may lie in memory: syncing must cost what it costs where data is kept.
  const folder = await mkdtemp(join(resolve('data'), 'bench-'));
  const main = join(folder, 'dist', 'main.js');
  const contenders: Contender[] = [];
  const writes = await openDurableWrites(folder);
  try {
    tell('Membangun ...');
    await promisify(execFile)(process.execPath, ['esbuild.config.mjs', '--outdir', join(folder, 'dist')]);
    contenders.push(
      await startAssistantProcess(main, 'the assistant', { DATA_DIR: join(folder, 'runtime') }),
      await startBotFramework('CloudAdapter echo, replies posted', 'echo-bot', 'posted'),
      await startBotFramework('CloudAdapter echo, replies returned', 'echo-bot', 'returned'),
      await startBotFramework('CloudAdapter + nlp.js + waterfall, posted', 'tutorial-bot', 'posted'),
      await startBotFramework('CloudAdapter + nlp.js + waterfall, returned', 'tutorial-bot', 'returned'),
    );
    const figures = await measure(contenders, writes.write);
    return { figures, table: turnTable(figures, { atOnce, turnsInRound }) };
  } finally {
    for (const contender of contenders) await contender.stop();
    await writes.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** In turns, so that whatever else the machine does meets all of them. */
async function measure(
  contenders: readonly Contender[],
  write: (number: number) => Promise<void>,
): Promise<TurnFigures[]> {
  const measured = new Map<string, Round[]>();
  const cpu = new Map<string, number>();
  for (const contender of contenders) await round(contender, warmUpTurns);
  for (let number = 0; number < rounds; number += 1) {
    tell(`Putaran ${number + 1} dari ${rounds} ...`);
    for (const contender of contenders) {
      const { cpuMs, ...found } = await round(contender, turnsInRound);
      await pause(rest);
      keep(contender.name, found);
      cpu.set(contender.name, (cpu.get(contender.name) ?? 0) + cpuMs);
    }
    keep('durable small writes', await closedLoop(write, { times: turnsInRound, atOnce }));
  }
  const [ours = []] = [...measured.values()];
  return [...measured].map(([name, found]) => ({
    name,
    rounds: found,
    cpuMsPerTurn: cpu.has(name) ? (cpu.get(name) ?? 0) / (turnsInRound * rounds) : undefined,
    ratio: median(found.map(({ rate }, index) => (ours[index]?.rate ?? Number.NaN) / rate)),
  }));

  function keep(name: string, found: Round): void {
    measured.set(name, [...(measured.get(name) ?? []), found]);
  }
}

let visitors = 0;

/** Everybody is there before the clock starts, each says one thing. */
async function round(contender: Contender, turns: number): Promise<Round & { cpuMs: number }> {
  const present: Visitor[] = [];
  for (let number = 0; number < turns; number += 1) {
    visitors += 1;
    present.push(await contender.visitor(visitors));
  }
  try {
    const before = contender.cpuMs();
    const found = await closedLoop(
      async number => present[number]?.say(firstMessages[number % firstMessages.length] ?? ''),
      { times: turns, atOnce },
    );
    return { ...found, cpuMs: contender.cpuMs() - before };
  } finally {
    for (const visitor of present) visitor.leave();
  }
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
