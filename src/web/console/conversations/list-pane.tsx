import { useEffect, useRef, useState } from 'preact/hooks';
import type { PresentedIntent } from '../../../console/presented.ts';
import { noFilter } from '../api.ts';
import { Skeleton } from '../skeleton.tsx';
import { listStrings as strings } from '../strings.ts';
import { Trouble } from '../trouble.tsx';
import { ConversationTable } from './conversation-table.tsx';
import { Filters } from './filters.tsx';
import { type Conversations, useConversations } from './use-conversations.ts';

interface ListPaneProps {
  readonly opened: string | undefined;
  readonly intents: readonly PresentedIntent[];
  readonly titleOf: (intent: string) => string;
  readonly onExpired: () => void;
}

export function ListPane({ opened, intents, titleOf, onExpired }: ListPaneProps) {
  const [filter, setFilter] = useState(noFilter);
  const conversations = useConversations(filter, onExpired);
  const search = useRef<HTMLInputElement>(null);
  useSlashKey(() => search.current?.focus());
  const settled = conversations.state === 'ready' || conversations.state === 'loadingMore';

  return (
    <section class="list-pane" aria-label={strings.title} aria-busy={!settled}>
      <div class="pane-head">
        <h1>{strings.title}</h1>
        <span class="quiet numbers" role="status">
          {settled && strings.count(conversations.shown.length, conversations.next !== undefined)}
        </span>
        <button type="button" class="plain" onClick={conversations.reload}>
          {strings.reload}
        </button>
      </div>
      <Filters filter={filter} intents={intents} search={search} onChange={setFilter} />
      <div class="scroll">
        <Rows
          conversations={conversations}
          filtered={filter !== noFilter}
          opened={opened}
          titleOf={titleOf}
        />
      </div>
      <p class="keys" aria-hidden="true">
        {strings.keys.map(([key, does]) => (
          <span key={key}>
            <kbd>{key}</kbd> {does}
          </span>
        ))}
      </p>
    </section>
  );
}

interface RowsProps extends Pick<ListPaneProps, 'opened' | 'titleOf'> {
  readonly conversations: Conversations;
  readonly filtered: boolean;
}

function Rows({ conversations, filtered, opened, titleOf }: RowsProps) {
  const { shown, next, state, reload, loadMore } = conversations;
  if (state === 'loading') return <Skeleton lines={8} />;
  if (state !== 'ready' && state !== 'loadingMore') return <Trouble kind={state} onRetry={reload} />;
  if (shown.length === 0) return <Nothing filtered={filtered} />;
  return (
    <>
      <ConversationTable conversations={shown} opened={opened} titleOf={titleOf} />
      {next !== undefined && (
        <button type="button" class="plain more" aria-disabled={state === 'loadingMore'} onClick={loadMore}>
          {state === 'loadingMore' ? strings.loadingMore : strings.more}
        </button>
      )}
    </>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  return (
    <div class="nothing">
      <h2>{filtered ? strings.noMatchTitle : strings.emptyTitle}</h2>
      <p>{filtered ? strings.noMatch : strings.empty}</p>
    </div>
  );
}

/** `/` begins a search, unless somebody is typing a slash. */
function useSlashKey(search: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.matches('input, select, textarea');
      if (event.key !== '/' || typing) return;
      event.preventDefault();
      search();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}
