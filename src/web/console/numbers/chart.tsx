import './known-language.ts';

import { useEffect, useRef } from 'preact/hooks';
import UPlot from 'uplot';

export interface Line {
  readonly name: string;
  /** One for each day; `null` where there is nothing to show. */
  readonly values: readonly (number | null)[];
}

interface ChartProps {
  readonly days: readonly string[];
  readonly lines: readonly Line[];
  /** Values are percentages. */
  readonly percent?: boolean;
}

const height = 200;
/** Distinguishable without colours, too: each line has its own dashes. */
const dashes: readonly number[][] = [[], [8, 4], [2, 3], [12, 3, 2, 3], [4, 2]];

/** Lines over days. A picture of the table beside it, so readers of screens are not told of it. */
export function Chart({ days, lines, percent = false }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = place;
    if (!current) return;
    const chart = new UPlot(optionsOf(current, lines, percent), dataOf(days, lines), current);
    const resized = new ResizeObserver(() => chart.setSize({ width: current.clientWidth, height }));
    resized.observe(current);
    return () => {
      resized.disconnect();
      chart.destroy();
    };
  }, [days, lines, percent]);
  return <div ref={place} class="chart" aria-hidden="true" />;
}

function dataOf(days: readonly string[], lines: readonly Line[]): UPlot.AlignedData {
  const moments = days.map(day => Date.parse(`${day}T00:00:00Z`) / 1_000);
  return [moments, ...lines.map(({ values }) => [...values])];
}

function optionsOf(place: HTMLElement, lines: readonly Line[], percent: boolean): UPlot.Options {
  const colour = (name: string) => getComputedStyle(place).getPropertyValue(`--${name}`).trim();
  const colours = ['primary', 'person', 'warning', 'danger', 'quiet'].map(colour);
  const axis = {
    stroke: colour('quiet'),
    grid: { stroke: colour('line'), width: 1 },
    ticks: { show: false },
  };
  return {
    width: place.clientWidth,
    height,
    tzDate: seconds => UPlot.tzDate(new Date(seconds * 1_000), 'UTC'),
    cursor: { y: false },
    legend: { show: lines.length > 1, live: false },
    scales: { y: { range: (_, __, most) => [0, Math.max(percent ? 10 : 1, most * 1.1)] } },
    axes: [
      { ...axis, values: (_, ticks) => ticks.map(shortDay) },
      { ...axis, size: 48, values: (_, ticks) => ticks.map(tick => tickText(tick, percent)) },
    ],
    series: [
      {},
      ...lines.map(({ name }, i) => ({
        label: name,
        stroke: colours[i % colours.length] ?? 'currentColor',
        width: 2,
        dash: dashes[i % dashes.length] ?? [],
        points: { show: lines.length === 1 && (lines[0]?.values.length ?? 0) < 40 },
      })),
    ],
  };
}

function shortDay(seconds: number): string {
  return new Date(seconds * 1_000).toLocaleDateString('id-ID', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
}

function tickText(value: number, percent: boolean): string {
  return percent ? `${value}%` : Number.isInteger(value) ? value.toLocaleString('id-ID') : '';
}
