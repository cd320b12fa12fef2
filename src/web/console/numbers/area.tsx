import { useState } from 'preact/hooks';
import type { PresentedNumbers } from '../../../console/numbers/presented.ts';
import type { Area, AreaProps } from '../areas.ts';
import { shortMoment } from '../format.ts';
import { Skeleton } from '../skeleton.tsx';
import { Trouble } from '../trouble.tsx';
import { Figures } from './figures.tsx';
import { IncidentNotice } from './incident-notice.tsx';
import type { Range } from './numbers-api.ts';
import { RangeForm } from './range-form.tsx';
import { numbersStrings as strings } from './strings.ts';
import { CausesTable, DaysTables, MixedUpTable, StepsTable } from './tables.tsx';
import { lastDays, useNumbers } from './use-numbers.ts';

/** In milliseconds: what is older than this is called by its time. */
const aWhile = 60_000;

export const numbersArea: Area = { name: 'angka', title: strings.area, Page: NumbersPage };

function NumbersPage({ user, titleOf, onExpired }: AreaProps) {
  const [range, setRange] = useState(() => lastDays(30, Date.now()));
  const [shown, reload] = useNumbers(range, onExpired);
  const mayDeclare = user.role === 'editor' || user.role === 'admin';
  return (
    <main class="numbers-page" aria-busy={shown.state === 'loading'}>
      <div class="pane-head">
        <h1 class="grow">{strings.title}</h1>
      </div>
      <RangeForm range={range} onChange={setRange} />
      {shown.state === 'loading' && <Skeleton lines={8} />}
      {shown.state === 'trouble' &&
        (shown.kind === 'unreadable' ? (
          <p class="notice" role="alert">
            {strings.unreadable}
          </p>
        ) : (
          <Trouble kind={shown.kind} onRetry={reload} />
        ))}
      {shown.state === 'ready' && (
        <>
          <IncidentNotice numbers={shown.numbers} mayDeclare={mayDeclare} onChanged={reload} />
          <Content numbers={shown.numbers} range={range} titleOf={titleOf} />
        </>
      )}
    </main>
  );
}

interface ContentProps {
  readonly numbers: PresentedNumbers;
  readonly range: Range;
  readonly titleOf: (intent: string) => string;
}

function Content({ numbers, range, titleOf }: ContentProps) {
  if (numbers.totals.conversations === 0)
    return (
      <div class="nothing">
        <h2>{strings.emptyTitle}</h2>
        <p>{strings.empty}</p>
      </div>
    );
  return (
    <>
      {Date.now() - Date.parse(numbers.countedAt) > aWhile && (
        <p class="counted-at quiet small">{strings.countedAt(shortMoment(numbers.countedAt))}</p>
      )}
      <Figures numbers={numbers} />
      <DaysTables numbers={numbers} range={range} />
      <CausesTable numbers={numbers} range={range} />
      <StepsTable numbers={numbers} range={range} />
      <MixedUpTable numbers={numbers} range={range} titleOf={titleOf} />
    </>
  );
}
