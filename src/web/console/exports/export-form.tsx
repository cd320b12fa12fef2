import { useState } from 'preact/hooks';
import type { PresentedUser } from '../../../console/presented.ts';
import { download } from './download.ts';
import { exportStrings as strings } from './strings.ts';

interface ExportFormProps {
  readonly user: PresentedUser;
  /** Below the API, e.g. `conversations/{id}/export`. */
  readonly path: string;
  /** The parameters of the list; of one conversation there are none. */
  readonly filter?: string;
  readonly onExpired: () => void;
}

const formats = ['csv', 'jsonl', 'transcript'] as const;
type Format = (typeof formats)[number];

/** Transcripts as a file, for those who may have one. */
export function ExportForm({ user, path, filter, onExpired }: ExportFormProps) {
  const [format, setFormat] = useState<Format>('csv');
  const [state, setState] = useState<'calm' | 'busy' | 'failed'>('calm');
  if (user.role !== 'editor' && user.role !== 'admin') return null;
  const submit = async (event: Event) => {
    event.preventDefault();
    if (state === 'busy') return;
    setState('busy');
    const answer = await download(path, { format, ...(filter !== undefined && { filter }) });
    if (answer.kind === 'loggedOut') return onExpired();
    setState(answer.kind === 'ok' ? 'calm' : 'failed');
  };
  return (
    <form class="export" onSubmit={submit}>
      <select
        aria-label={strings.format}
        value={format}
        onChange={event => setFormat(formats.find(one => one === event.currentTarget.value) ?? 'csv')}
      >
        {formats.map(one => (
          <option key={one} value={one}>
            {strings.formats[one]}
          </option>
        ))}
      </select>
      <button type="submit" class="plain" aria-disabled={state === 'busy'}>
        {state === 'busy' ? strings.busy : strings.submit}
      </button>
      <span role="status">{state === 'failed' ? strings.failed : ''}</span>
    </form>
  );
}
