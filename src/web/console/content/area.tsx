import { useState } from 'preact/hooks';
import type { Area, AreaProps } from '../areas.ts';
import { Skeleton } from '../skeleton.tsx';
import { Trouble } from '../trouble.tsx';
import { contentApi } from './content-api.ts';
import { DialogCard } from './dialog-card.tsx';
import { IntentCard } from './intent-card.tsx';
import { dialogHolds, intentHolds, wordsOf } from './search.ts';
import { contentStrings as strings } from './strings.ts';
import { type Loaded, useLoaded } from './use-loaded.ts';

export const contentArea: Area = { name: 'isi', title: strings.area, Page: ContentPage };

/** What the bot says and what it understands, as it is used right now. */
function ContentPage({ opened, titleOf, onExpired }: AreaProps) {
  const view = opened === 'maksud' ? 'intents' : 'dialogs';
  const [searched, setSearched] = useState('');
  return (
    <main class="content-page">
      <div class="pane-head">
        <h1>{strings.title}</h1>
        <nav class="areas" aria-label={strings.views}>
          <a href="#/isi" aria-current={view === 'dialogs' ? 'page' : undefined}>
            {strings.dialogs}
          </a>
          <a href="#/isi/maksud" aria-current={view === 'intents' ? 'page' : undefined}>
            {strings.intents}
          </a>
        </nav>
      </div>
      <p class="quiet small intro">{strings.intro}</p>
      <label class="content-search">
        <span class="unseen">{strings.search}</span>
        <input
          type="search"
          maxLength={200}
          placeholder={strings.search}
          value={searched}
          onInput={event => setSearched(event.currentTarget.value)}
        />
      </label>
      {view === 'dialogs' ? (
        <Dialogs searched={searched} onExpired={onExpired} />
      ) : (
        <Intents searched={searched} titleOf={titleOf} onExpired={onExpired} />
      )}
    </main>
  );
}

function Dialogs({ searched, onExpired }: { searched: string } & Pick<AreaProps, 'onExpired'>) {
  const [loaded, reload] = useLoaded(contentApi.dialogs, onExpired);
  if (loaded.state !== 'ready') return <NotReady loaded={loaded} onRetry={reload} />;
  const { dialogs, from, to } = loaded.value;
  const words = wordsOf(searched);
  const found = dialogs.filter(dialog => dialogHolds(dialog, words));
  return (
    <>
      <p class="quiet small intro">
        {strings.counted(from, to)} <span role="status">{strings.found(found.length)}</span>
      </p>
      {found.length === 0 && <p class="nothing">{strings.none}</p>}
      {found.map(dialog => (
        <DialogCard key={dialog.name} dialog={dialog} words={words} />
      ))}
    </>
  );
}

type IntentsProps = { searched: string } & Pick<AreaProps, 'titleOf' | 'onExpired'>;

function Intents({ searched, titleOf, onExpired }: IntentsProps) {
  const [loaded, reload] = useLoaded(contentApi.intents, onExpired);
  if (loaded.state !== 'ready') return <NotReady loaded={loaded} onRetry={reload} />;
  const words = wordsOf(searched);
  const found = loaded.value.intents.filter(intent => intentHolds(intent, words));
  return (
    <>
      <p class="quiet small intro" role="status">
        {strings.found(found.length)}
      </p>
      {found.length === 0 && <p class="nothing">{strings.none}</p>}
      {found.map(intent => (
        <IntentCard key={intent.name} intent={intent} words={words} titleOf={titleOf} onExpired={onExpired} />
      ))}
    </>
  );
}

function NotReady({
  loaded,
  onRetry,
}: {
  loaded: Exclude<Loaded<unknown>, { state: 'ready' }>;
  onRetry: () => void;
}) {
  return loaded.state === 'loading' ? (
    <Skeleton lines={8} />
  ) : (
    <Trouble kind={loaded.kind} onRetry={onRetry} />
  );
}
