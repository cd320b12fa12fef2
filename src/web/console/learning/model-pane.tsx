import { useState } from 'preact/hooks';
import type { PresentedOverview } from '../../../console/learning/presented.ts';
import type { Answer } from '../api.ts';
import { Skeleton } from '../skeleton.tsx';
import { Trouble } from '../trouble.tsx';
import { learningApi } from './learning-api.ts';
import { offerDownload } from './offer-download.ts';
import { learningStrings as strings } from './strings.ts';
import type { ShownOverview } from './use-overview.ts';
import { VersionList } from './version-list.tsx';

interface ModelPaneProps {
  readonly overview: ShownOverview;
  readonly titleOf: (intent: string) => string;
  readonly mayTeach: boolean;
  readonly onExpired: () => void;
  readonly onChanged: () => void;
}

export function ModelPane({ overview, titleOf, mayTeach, onExpired, onChanged }: ModelPaneProps) {
  const [told, setTold] = useState('');

  const act = async <T,>(work: Promise<Answer<T>>, done: (value: T) => string) => {
    const answer = await work;
    if (answer.kind === 'loggedOut') onExpired();
    setTold(answer.kind === 'ok' ? done(answer.value) : strings.failed);
    onChanged();
  };
  const train = () =>
    act(learningApi.train(), ({ kind }) => (kind === 'started' ? strings.started : strings[kind]));
  const activate = (version: number) =>
    act(learningApi.activate(version), () => strings.activated(nameOf(version)));
  const exportPatch = () =>
    act(learningApi.patch(), ({ patch }) => {
      if (patch === '') return strings.patchEmpty;
      offerDownload(strings.patchName, patch);
      return '';
    });

  return (
    <section class="model-pane" aria-label={strings.modelTitle}>
      <div class="pane-head">
        <h2>{strings.modelTitle}</h2>
      </div>
      {overview.state === 'loading' && <Skeleton lines={4} />}
      {overview.state === 'trouble' && <Trouble kind={overview.kind} onRetry={onChanged} />}
      {overview.state === 'ready' && (
        <>
          <State overview={overview.value} />
          {mayTeach && (
            <div class="actions">
              <button
                type="button"
                class="primary"
                aria-disabled={isTraining(overview.value)}
                onClick={train}
              >
                {strings.train}
              </button>
              <button type="button" class="plain" onClick={exportPatch}>
                {strings.patch}
              </button>
            </div>
          )}
          <p class="done" role="status">
            {told}
          </p>
          <VersionList
            overview={overview.value}
            titleOf={titleOf}
            mayTeach={mayTeach}
            onActivate={activate}
          />
        </>
      )}
    </section>
  );
}

function State({ overview }: { overview: PresentedOverview }) {
  const { taught, untrained, active, stale } = overview;
  const progress = Math.round((overview.versions[0]?.progress ?? 0) * 100);
  return (
    <>
      <dl class="model-state">
        <div>
          <dt>{strings.answering}</dt>
          <dd>{nameOf(active ?? 0)}</dd>
        </div>
        <div>
          <dt>{strings.taught}</dt>
          <dd>{taught === 0 ? strings.noneTaught : strings.taughtCount(taught, untrained)}</dd>
        </div>
      </dl>
      {stale !== undefined && <p class="notice">{strings.stale(stale)}</p>}
      {isTraining(overview) && (
        <div class="progress">
          <progress max={100} value={progress} aria-label={strings.training(progress)} />
          <span class="small">
            {strings.training(progress)} <span class="quiet">{strings.trainingHint}</span>
          </span>
        </div>
      )}
    </>
  );
}

function isTraining({ versions }: PresentedOverview): boolean {
  return versions[0]?.state === 'training';
}

function nameOf(version: number): string {
  return version === 0 ? strings.base : strings.version(version);
}
