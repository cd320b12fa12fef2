import { useState } from 'preact/hooks';
import type { Area, AreaProps } from '../areas.ts';
import { Skeleton } from '../skeleton.tsx';
import { Trouble } from '../trouble.tsx';
import { ChainCheck } from './chain-check.tsx';
import { EntryTable } from './entry-table.tsx';
import { AuditFilters } from './filters.tsx';
import type { AuditNames } from './in-words.ts';
import { auditStrings as strings } from './strings.ts';
import { type AuditFilter, type Entries, useEntries } from './use-entries.ts';
import { useNames } from './use-names.ts';

export const auditArea: Area = {
  name: 'audit',
  title: strings.title,
  Page: AuditPage,
  isFor: ({ role }) => role === 'admin',
};

/** Who did what, and whether the record is whole. */
function AuditPage({ titleOf, onExpired }: AreaProps) {
  const [filter, setFilter] = useState<AuditFilter>({ action: '', actor: '' });
  const entries = useEntries(filter, onExpired);
  const { users, names } = useNames(titleOf, onExpired);
  return (
    <main class="plain-page" aria-busy={entries.state === 'loading'}>
      <div class="pane-head">
        <h1>{strings.title}</h1>
      </div>
      <p class="quiet">{strings.intro}</p>
      <ChainCheck onExpired={onExpired} />
      <AuditFilters filter={filter} users={users} onChange={setFilter} />
      <Rows entries={entries} names={names} />
    </main>
  );
}

interface RowsProps {
  readonly entries: Entries;
  readonly names: AuditNames;
}

function Rows({ entries: { shown, next, state, load }, names }: RowsProps) {
  if (state === 'loading') return <Skeleton lines={8} />;
  if (state !== 'ready') return <Trouble kind={state} onRetry={() => void load()} />;
  if (shown.length === 0) return <p class="quiet">{strings.none}</p>;
  return (
    <>
      <EntryTable entries={shown} names={names} />
      {next !== undefined && (
        <button type="button" class="plain more" onClick={() => void load(next)}>
          {strings.more}
        </button>
      )}
    </>
  );
}
