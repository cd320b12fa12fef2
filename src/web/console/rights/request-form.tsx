import { useId, useRef, useState } from 'preact/hooks';
import { privacyKinds } from '../../../console/privacy/presented.ts';
import { FormEnd } from '../form-end.tsx';
import { rightsApi } from './rights-api.ts';
import { rightsStrings, privacyStrings as strings } from './strings.ts';

interface RequestFormProps {
  readonly onRecorded: () => void;
  readonly onExpired: () => void;
}

/** A request that came by telephone, by letter or at a branch office. */
export function RequestForm({ onRecorded, onExpired }: RequestFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const hint = useId();
  const [problem, setProblem] = useState('');
  const submit = async (event: Event) => {
    event.preventDefault();
    const given = form.current ? new FormData(form.current) : new FormData();
    const kind = privacyKinds.find(one => one === given.get('kind')) ?? 'erase';
    const answer = await rightsApi.recordRequest(kind, String(given.get('conversation')).trim());
    switch (answer.kind) {
      case 'ok':
        setProblem('');
        form.current?.reset();
        return onRecorded();
      case 'loggedOut':
        return onExpired();
      case 'absent':
      case 'unreadable':
        return setProblem(strings.absent);
      default:
        return setProblem(rightsStrings.notDone);
    }
  };
  return (
    <form class="fields" ref={form} onSubmit={submit}>
      <label>
        {strings.kind}
        <select name="kind">
          {privacyKinds.map(kind => (
            <option key={kind} value={kind}>
              {strings.kinds[kind]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {strings.id}
        <input name="conversation" autocomplete="off" required aria-describedby={hint} />
      </label>
      <p class="quiet small" id={hint}>
        {strings.idHint}
      </p>
      <FormEnd problem={problem} submit={strings.record} />
    </form>
  );
}
