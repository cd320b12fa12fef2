import { useRef } from 'preact/hooks';
import type { PresentedIntent, PresentedUser } from '../../../console/presented.ts';
import { conversationAddress, filteredListAddress } from '../address.ts';
import { ExportForm } from '../exports/export-form.tsx';
import { Skeleton } from '../skeleton.tsx';
import { listStrings as strings } from '../strings.ts';
import { Trouble } from '../trouble.tsx';
import { ConversationTable, type TableNames } from './conversation-table.tsx';
import { type Filter, filterFrom, parametersOf, queryOf } from './filter.ts';
import { Filters } from './filters.tsx';
import { KeySheet } from './key-sheet.tsx';
import { moveFocus } from './move-focus.ts';
import { searchStrings } from './strings.ts';
import { useCauses } from './use-causes.ts';
import { type Conversations, useConversations } from './use-conversations.ts';
import { useKeys } from './use-keys.ts';
import { useSeen } from './use-seen.ts';

interface ListPaneProps {
  readonly opened: string | undefined;
  /** Of the address: what the list is narrowed down to. */
  readonly query: string;
  readonly user: PresentedUser;
  readonly intents: readonly PresentedIntent[];
  readonly titleOf: (intent: string) => string;
  readonly onExpired: () => void;
}

export function ListPane({ opened, query, user, intents, titleOf, onExpired }: ListPaneProps) {
  const filter = filterFrom(query);
  const filtered = Object.keys(filter).length > 0;
  const conversations = useConversations(parametersOf(filter), onExpired);
  const causes = useCauses();
  const search = useRef<HTMLInputElement>(null);
  useKeys({
    '/': () => search.current?.focus(),
    j: () => moveFocus(1),
    k: () => moveFocus(-1),
  });
  const settled = conversations.state === 'ready' || conversations.state === 'loadingMore';
  const names: TableNames = {
    intent: titleOf,
    cause: cause => causes.find(({ name }) => name === cause)?.title ?? cause,
  };

  return (
    <section class="list-pane" aria-label={strings.title} aria-busy={!settled}>
      <div class="pane-head">
        <h1>{strings.title}</h1>
        <span class="quiet numbers" role="status">
          {settled && strings.count(conversations.shown.length, conversations.next !== undefined)}
        </span>
        <KeySheet />
        <button type="button" class="plain" onClick={conversations.reload}>
          {strings.reload}
        </button>
      </div>
      <ExportForm
        user={user}
        path="conversations/export"
        filter={parametersOf(filter)}
        onExpired={onExpired}
      />
      <Filters
        filter={filter}
        intents={intents}
        causes={causes}
        {...useSeen(user, conversations.shown)}
        search={search}
        onChange={changed => showFiltered(changed, opened)}
      />
      {conversations.indexing && (
        <p class="indexing" role="status">
          {searchStrings.indexing(conversations.indexing.indexed, conversations.indexing.of)}
        </p>
      )}
      <div class="scroll">
        <Rows conversations={conversations} filtered={filtered} table={{ opened, query, names }} />
      </div>
    </section>
  );
}

/** The address says what is filtered, so that it can be kept and sent; typing does not fill the way back. */
function showFiltered(filter: Filter, opened: string | undefined): void {
  const query = queryOf(filter);
  location.replace(opened === undefined ? filteredListAddress(query) : conversationAddress(opened, query));
}

interface RowsProps {
  readonly conversations: Conversations;
  readonly filtered: boolean;
  readonly table: Omit<Parameters<typeof ConversationTable>[0], 'conversations'>;
}

function Rows({ conversations, filtered, table }: RowsProps) {
  const { shown, next, state, reload, loadMore } = conversations;
  if (state === 'loading') return <Skeleton lines={8} />;
  if (state !== 'ready' && state !== 'loadingMore') return <Trouble kind={state} onRetry={reload} />;
  if (shown.length === 0) return <Nothing filtered={filtered} />;
  return (
    <>
      <ConversationTable conversations={shown} {...table} />
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
