import type { PresentedOverview, PresentedVersion } from '../../../console/learning/presented.ts';
import { shortMoment } from '../format.ts';
import { explainObjection, learningStrings as strings, versionStates } from './strings.ts';
import { VersionReport } from './version-report.tsx';

interface VersionListProps {
  readonly overview: PresentedOverview;
  readonly titleOf: (intent: string) => string;
  readonly mayTeach: boolean;
  readonly onActivate: (version: number) => void;
}

export function VersionList({ overview, titleOf, mayTeach, onActivate }: VersionListProps) {
  const { versions, active } = overview;
  return (
    <>
      <h3>{strings.versions}</h3>
      {versions.length === 0 && <p class="quiet small">{strings.noVersions}</p>}
      <ol class="versions">
        {versions.map(version => (
          <li key={version.number}>
            <Head version={version} />
            <Objections version={version} titleOf={titleOf} />
            {mayTeach && version.state === 'passed' && version.number !== active && (
              <button type="button" class="plain" onClick={() => onActivate(version.number)}>
                {version.number < (active ?? 0) ? strings.rollBack : strings.activate}
                <span class="unseen"> {strings.version(version.number)}</span>
              </button>
            )}
            {version.report !== undefined && (
              <details>
                <summary>{strings.details(version.number)}</summary>
                <VersionReport report={version.report} titleOf={titleOf} />
              </details>
            )}
          </li>
        ))}
        {versions.length > 0 && (
          <li>
            <p class="version-head">
              <b>{strings.base}</b>
            </p>
            {mayTeach && active !== undefined && (
              <button type="button" class="plain" onClick={() => onActivate(0)}>
                {strings.rollBack}
                <span class="unseen"> {strings.base}</span>
              </button>
            )}
          </li>
        )}
      </ol>
    </>
  );
}

function Head({ version: { number, at, by, labels, state } }: { version: PresentedVersion }) {
  return (
    <p class="version-head">
      <b>{strings.version(number)}</b> <span class={`badge version-${state}`}>{versionStates[state]}</span>{' '}
      <span class="quiet small">
        {shortMoment(at)} {strings.byWhom(by, labels)}
      </span>
    </p>
  );
}

function Objections({ version, titleOf }: Pick<VersionListProps, 'titleOf'> & { version: PresentedVersion }) {
  if (version.objections.length === 0) return null;
  return (
    <div class="objections">
      <p>{strings.whyRefused}</p>
      <ul>
        {version.objections.map(objection => {
          const text = explainObjection(objection, titleOf);
          return <li key={text}>{text}</li>;
        })}
      </ul>
    </div>
  );
}
