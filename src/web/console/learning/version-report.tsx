import type { Mistake, Report } from '../../../learning/report.ts';
import { decimal, figureNames, percent, learningStrings as strings } from './strings.ts';

interface VersionReportProps {
  readonly report: Report;
  readonly titleOf: (intent: string) => string;
}

export function VersionReport({ report, titleOf }: VersionReportProps) {
  const { golden, labels, lost, won, lostCount, wonCount, tests, milliseconds } = report;
  return (
    <div class="report">
      <p class="quiet small">
        {strings.tests}: {tests} · {strings.golden}: {golden.phrases || strings.noGolden} · {strings.tookTime}
        : {strings.seconds(Math.ceil(milliseconds / 1_000))}
      </p>
      <FiguresTable report={report} />
      <IntentTable report={report} titleOf={titleOf} />
      <Mistakes title={strings.lost(lostCount)} mistakes={lost} titleOf={titleOf} />
      <Mistakes title={strings.won(wonCount)} mistakes={won} titleOf={titleOf} />
      <Mistakes title={strings.broken(golden.brokenCount)} mistakes={golden.broken} titleOf={titleOf} />
      <Mistakes
        title={strings.overruling(labels.overrulingCount)}
        mistakes={labels.overruling}
        titleOf={titleOf}
      />
      <Mistakes
        title={strings.contradicting(labels.contradicting.length)}
        mistakes={labels.contradicting}
        titleOf={titleOf}
      />
    </div>
  );
}

function FiguresTable({ report: { before, after } }: { report: Report }) {
  const names = Object.keys(figureNames) as (keyof typeof figureNames)[];
  return (
    <table class="figures">
      <caption>{strings.figures}</caption>
      <thead>
        <tr>
          <th scope="col">{strings.figure}</th>
          <th scope="col">{strings.before}</th>
          <th scope="col">{strings.after}</th>
        </tr>
      </thead>
      <tbody>
        {names.map(name => {
          const show = name === 'calibrationError' ? decimal : percent;
          return (
            <tr key={name}>
              <th scope="row">{figureNames[name]}</th>
              <td>{show(before[name])}</td>
              <td>{show(after[name])}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function IntentTable({ report, titleOf }: VersionReportProps) {
  const changed = report.intents.filter(({ before, after, labels }) => before !== after || labels > 0);
  if (changed.length === 0) return <p class="small">{strings.noChange}</p>;
  return (
    <table class="figures">
      <caption>{strings.perIntent}</caption>
      <thead>
        <tr>
          <th scope="col">{strings.intent}</th>
          <th scope="col">{strings.labels}</th>
          <th scope="col">{strings.before}</th>
          <th scope="col">{strings.after}</th>
        </tr>
      </thead>
      <tbody>
        {changed.map(({ intent, labels, before, after, tests }) => (
          <tr key={intent} class={after < before ? 'worse' : ''}>
            <th scope="row">{titleOf(intent)}</th>
            <td>{labels}</td>
            <td>
              {before}/{tests}
            </td>
            <td>
              {after}/{tests}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface MistakesProps extends Pick<VersionReportProps, 'titleOf'> {
  readonly title: string;
  readonly mistakes: readonly Mistake[];
}

function Mistakes({ title, mistakes, titleOf }: MistakesProps) {
  if (mistakes.length === 0) return null;
  return (
    <>
      <h4>{title}</h4>
      <ul class="mistakes">
        {mistakes.map(({ text, wanted, got }) => (
          <li key={`${wanted} ${text}`}>
            {text} <span class="quiet small">{strings.mistake(titleOf(wanted), titleOf(got))}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
