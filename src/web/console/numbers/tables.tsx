import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { PresentedNumbers } from '../../../console/numbers/presented.ts';
import { offerDownload } from '../learning/offer-download.ts';
import { Chart, type Line } from './chart.tsx';
import { share } from './figure-texts.ts';
import { numbersApi, type Range, type Table } from './numbers-api.ts';
import { numbersStrings as strings } from './strings.ts';

interface TableProps {
  readonly numbers: PresentedNumbers;
  readonly range: Range;
}

export function DaysTables({ numbers, range }: TableProps) {
  const { days } = numbers;
  const names = useMemo(() => days.map(({ day }) => day), [days]);
  const volume = useMemo(() => [{ name: strings.count, values: days.map(one => one.conversations) }], [days]);
  const quality = useMemo(
    () => [
      { name: strings.share, values: days.map(one => percentOf(one.containedForGood, one.conversations)) },
    ],
    [days],
  );
  const fallback = useMemo(
    () => [{ name: strings.share, values: days.map(one => percentOf(one.unknown, one.userMessages)) }],
    [days],
  );
  return (
    <>
      <Panel title={strings.volume} range={range} table="days" chart={<Chart days={names} lines={volume} />}>
        <Rows
          head={[strings.day, strings.count]}
          rows={days.map(one => [dayText(one.day), one.conversations])}
        />
      </Panel>
      <Panel title={strings.quality} chart={<Chart days={names} lines={quality} percent />}>
        <Rows
          head={[strings.day, strings.share]}
          rows={days.map(one => [dayText(one.day), share(one.containedForGood, one.conversations)])}
        />
      </Panel>
      <Panel title={strings.fallback} chart={<Chart days={names} lines={fallback} percent />}>
        <Rows
          head={[strings.day, strings.share]}
          rows={days.map(one => [dayText(one.day), share(one.unknown, one.userMessages)])}
        />
      </Panel>
    </>
  );
}

/** More lines in one picture would show nothing. */
const mostLines = 4;

export function CausesTable({ numbers: { days, causes }, range }: TableProps) {
  const names = useMemo(() => days.map(({ day }) => day), [days]);
  const lines = useMemo(
    (): readonly Line[] =>
      causes.slice(0, mostLines).map(cause => ({ name: cause.title, values: cause.days })),
    [causes],
  );
  if (causes.length === 0) return null;
  return (
    <Panel title={strings.causes} range={range} table="causes" chart={<Chart days={names} lines={lines} />}>
      <Rows
        head={[strings.cause, strings.count, strings.previous]}
        rows={causes.map(({ title, count, before }) => [title, count, before])}
      />
    </Panel>
  );
}

export function StepsTable({ numbers: { steps }, range }: TableProps) {
  if (steps.length === 0) return null;
  return (
    <Panel title={strings.steps} range={range} table="steps">
      <Rows
        head={[strings.step, strings.reached, strings.left, strings.share]}
        rows={steps.map(({ step, reached, left }) => [step, reached, left, share(left, reached)])}
      />
    </Panel>
  );
}

export function MixedUpTable({
  numbers: { mixedUp },
  range,
  titleOf,
}: TableProps & { readonly titleOf: (intent: string) => string }) {
  if (mixedUp.length === 0) return null;
  return (
    <Panel title={strings.mixedUp} range={range} table="mixedUp">
      <p class="quiet small">{strings.mixedUpHint}</p>
      <Rows
        head={[strings.taken, strings.meant, strings.count]}
        rows={mixedUp.map(({ taken, meant, count }) => [titleOf(taken), titleOf(meant), count])}
      />
    </Panel>
  );
}

interface PanelProps {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly chart?: ComponentChildren;
  /** What can be taken along. */
  readonly range?: Range;
  readonly table?: Table;
}

/** One message: a picture, its table beside it, and the same as a file. */
function Panel({ title, chart, children, range, table }: PanelProps) {
  const keep = async () => {
    if (!range || !table) return;
    const answer = await numbersApi.csv(range, table);
    const name = strings.csvName(table, range.from, range.to);
    if (answer.kind === 'ok') offerDownload(name, answer.value.csv, 'text/csv');
  };
  return (
    <section class={chart === undefined ? 'panel' : 'panel with-chart'} aria-label={title}>
      <div class="panel-head">
        <h2>{title}</h2>
        {table !== undefined && (
          <button type="button" class="plain" aria-label={strings.csvOf(title)} onClick={keep}>
            {strings.csv}
          </button>
        )}
      </div>
      {chart}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached without a mouse */}
      <section class="panel-table" tabIndex={0} aria-label={`${strings.table}: ${title}`}>
        {children}
      </section>
    </section>
  );
}

interface RowsProps {
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

function Rows({ head, rows }: RowsProps) {
  return (
    <table class="figures">
      <thead>
        <tr>
          {head.map(title => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([first, ...rest], at) => (
          <tr key={`${first} ${at}`}>
            <th scope="row">{first}</th>
            {rest.map((value, i) => (
              <td key={head[i + 1]}>{typeof value === 'number' ? value.toLocaleString('id-ID') : value}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const dayFormat = new Intl.DateTimeFormat('id-ID', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** E.g. "12 Mar". */
function dayText(day: string): string {
  return dayFormat.format(new Date(`${day}T00:00:00Z`));
}

function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : (part / whole) * 100;
}
