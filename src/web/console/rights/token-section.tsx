import { useRef, useState } from 'preact/hooks';
import type { PresentedToken } from '../../../console/tokens/presented.ts';
import { type Scope, scopes } from '../../../console/tokens/scopes.ts';
import { FormEnd } from '../form-end.tsx';
import { LoadedSection } from '../loaded-section.tsx';
import { Moment, PlainTable } from '../plain-table.tsx';
import { useLoaded } from '../use-loaded.ts';
import { rightsApi } from './rights-api.ts';
import { ShownOnce } from './shown-once.tsx';
import { rightsStrings, tokenStrings as strings } from './strings.ts';

/** Tokens of programs that fetch exports. */
export function TokenSection({ onExpired }: { onExpired: () => void }) {
  const [loaded, load] = useLoaded(rightsApi.tokens, onExpired);
  const [made, setMade] = useState('');
  const [news, setNews] = useState('');
  const make = async (name: string, wanted: readonly Scope[], days: number) => {
    const answer = await rightsApi.makeToken(name, wanted, days);
    if (answer.kind === 'loggedOut') return onExpired();
    setNews(answer.kind === 'ok' ? '' : rightsStrings.notDone);
    if (answer.kind === 'ok') setMade(answer.value.text);
    await load();
  };
  const revoke = async (id: string) => {
    const answer = await rightsApi.revokeToken(id);
    if (answer.kind === 'loggedOut') return onExpired();
    await load();
  };

  return (
    <LoadedSection title={strings.title} news={news} loaded={loaded} onRetry={load}>
      {({ tokens }) => (
        <>
          <p class="quiet">{strings.intro}</p>
          {tokens.length === 0 ? (
            <p class="quiet">{strings.none}</p>
          ) : (
            <PlainTable label={strings.title} columns={strings.columns}>
              {tokens.map(token => (
                <Row key={token.id} token={token} onRevoke={revoke} />
              ))}
            </PlainTable>
          )}
          {made !== '' && <ShownOnce label={strings.text} hint={strings.made} text={made} />}
          <TokenForm onMake={make} />
        </>
      )}
    </LoadedSection>
  );
}

function Row({ token, onRevoke }: { token: PresentedToken; onRevoke: (id: string) => void }) {
  const { id, name, createdBy, expiresAt, lastUsedAt, revokedAt } = token;
  return (
    <tr>
      <td class="device">{name}</td>
      <td>{token.scopes.map(scope => strings.scopes[scope]).join(', ')}</td>
      <td>{createdBy}</td>
      <td>
        <Moment at={expiresAt} />
      </td>
      <td>{lastUsedAt === undefined ? strings.never : <Moment at={lastUsedAt} />}</td>
      <td>
        {revokedAt === undefined ? (
          <button
            type="button"
            class="plain"
            aria-label={strings.revokeOf(name)}
            onClick={() => onRevoke(id)}
          >
            {strings.revoke}
          </button>
        ) : (
          <span class="quiet">{strings.revoked}</span>
        )}
      </td>
    </tr>
  );
}

interface TokenFormProps {
  readonly onMake: (name: string, scopes: readonly Scope[], days: number) => Promise<void>;
}

function TokenForm({ onMake }: TokenFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const submit = async (event: Event) => {
    event.preventDefault();
    const given = form.current ? new FormData(form.current) : new FormData();
    const wanted = scopes.filter(scope => given.getAll('scope').includes(scope));
    await onMake(String(given.get('name')), wanted, Number(given.get('days')));
    form.current?.reset();
  };
  return (
    <form class="fields" ref={form} onSubmit={submit}>
      <label>
        {strings.name}
        <input name="name" maxLength={60} autocomplete="off" required />
      </label>
      <fieldset>
        <legend>{strings.scope}</legend>
        {scopes.map(scope => (
          <label key={scope} class="tick">
            <input type="checkbox" name="scope" value={scope} defaultChecked={scope === 'transcripts'} />
            {strings.scopes[scope]}
          </label>
        ))}
      </fieldset>
      <label>
        {strings.days}
        <input type="number" name="days" min={1} max={365} defaultValue="90" required />
      </label>
      <FormEnd submit={strings.submit} />
    </form>
  );
}
