import { networks } from './networks.ts';
import type { Opening } from './opening.ts';
import type { Size } from './sizes.ts';

/** The figures as a page of text; times are medians of all runs. */
export function table(sizes: readonly Size[], openings: readonly Opening[]): string {
  const widget = sizes.find(({ name }) => name === 'widget')?.gzip ?? Number.NaN;
  return [
    'Weight, gzip',
    ...sizes.map(({ name, gzip }) => row(name, `${gzip} B`, name === 'launcher' ? '' : ratio(gzip, widget))),
    '',
    'Empty cache, processor slowed down 4 times, milliseconds from the click',
    ...networks.flatMap(({ name }) => [
      name,
      ...network(openings.filter(opening => opening.network === name)),
    ]),
    '',
  ].join('\n');
}

function network(openings: readonly Opening[]): string[] {
  const of = (page: Opening['page'], what: 'usable' | 'answered') =>
    median(openings.filter(opening => opening.page === page).map(opening => opening[what]));
  const line = (label: string, what: 'usable' | 'answered') => {
    const [ours, theirs] = [of('widget', what), of('web-chat', what)];
    return row(`  ${label}`, `widget ${ours}`, `Web Chat ${theirs}`, ratio(theirs, ours));
  };
  return [line('input takes text', 'usable'), line('first answer is read', 'answered')];
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function ratio(theirs: number, ours: number): string {
  return `${(theirs / ours).toFixed(1)} x`;
}

function row(label: string, ...cells: readonly string[]): string {
  return label.padEnd(26) + cells.map(cell => cell.padStart(18)).join('');
}
