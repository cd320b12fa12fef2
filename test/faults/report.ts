import { readFile, writeFile } from 'node:fs/promises';
import { type Adapter, type Bar, type Figure, holds, type Scenario, type Size } from './scenario.ts';

export interface Row {
  readonly scenario: Scenario;
  readonly adapter: Adapter;
  readonly figures: readonly Figure[];
  readonly kept: boolean;
  /** Why there are no figures. */
  readonly because?: string;
  readonly seconds: number;
}

/** A line for the scenario and one for each figure. */
export function reportLine({ scenario, adapter, figures, kept, because, seconds }: Row): string {
  const verdict = kept ? 'pass' : 'FAIL';
  const lines = figures.map(figure => `       ${holds(figure) ? '  ' : '! '}${describe(figure)}`);
  const head = `${verdict}  ${scenario.id.padEnd(4)} ${adapter.padEnd(11)} ${scenario.title} (${seconds} s)`;
  return `${[head, ...lines, ...(because ? [because] : [])].join('\n')}\n`;
}

/** How much was tried; what was counted and never happened, by name alone; then what was measured, with its limit. */
export function tellShortly(figures: readonly Figure[]): string {
  const tried = figures.filter(({ bar }) => !bar).map(describe);
  const never = shortened(figures.filter(isNever).map(({ what }) => what));
  const measured = figures.filter(figure => figure.bar && !isNever(figure)).map(describe);
  return [...tried, ...measured, ...(never.length > 0 ? [`**0**: ${never.join(', ')}`] : [])].join(' · ');
}

/** What docs/reliability.md explains once above its table. */
const ofMessages = ['lost', 'kept twice', 'out of order', 'without an answer', 'answered twice'];
const ofScreens = ['twice on a screen', 'never on the screen'];

function shortened(never: readonly string[]): readonly string[] {
  const replace = (names: readonly string[], all: readonly string[], by: string) =>
    all.every(one => names.includes(one)) ? [...names.filter(one => !all.includes(one)), by] : names;
  return replace(replace(never, ofMessages, '*messages*'), ofScreens, '*screens*');
}

function isNever({ value, bar }: Figure): boolean {
  return bar !== undefined && 'is' in bar && bar.is === 0 && value === 0;
}

function describe({ what, value, unit = '', bar }: Figure): string {
  return `${what}: ${spell(value)}${unit && ` ${unit}`}${bar ? ` (${spellBar(bar)})` : ''}`;
}

function spell(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
}

function spellBar(bar: Bar): string {
  if ('is' in bar) return `must be ${spell(bar.is)}`;
  return 'atMost' in bar ? `at most ${spell(bar.atMost)}` : `at least ${spell(bar.atLeast)}`;
}

const file = 'docs/reliability.md';
const cells = /^\| (R\d+) \| (embedded|postgresql) \|.*$/gm;

/** Replaces the line of what was run; the others stay as they were measured. */
export async function writeLine(row: Row, size: Size): Promise<void> {
  const text = await readFile(file, 'utf8');
  const day = new Date().toISOString().slice(0, 10);
  const written = text.replace(cells, (line, id: string, adapter: string) =>
    row.scenario.id === id && row.adapter === adapter ? tableLine(row, size, day) : line,
  );
  await writeFile(file, written);
}

function tableLine({ scenario, adapter, figures, kept, seconds }: Row, size: Size, day: string): string {
  const told = figures.length > 0 ? tellShortly(figures) : 'broken off';
  return `| ${scenario.id} | ${adapter} | ${told} | ${kept ? 'pass' : '**fail**'} | ${size}, ${seconds} s, ${day} |`;
}
