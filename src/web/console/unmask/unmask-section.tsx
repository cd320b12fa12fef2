import { useRef, useState } from 'preact/hooks';
import type { PresentedUser } from '../../../console/presented.ts';
import type { PresentedUnmasked } from '../../../console/unmask/presented.ts';
import { explain } from '../account/explain.ts';
import { post } from '../api.ts';
import { unmaskStrings as strings } from './strings.ts';

interface UnmaskSectionProps {
  readonly conversation: string;
  readonly user: PresentedUser;
  readonly onExpired: () => void;
}

/** What is sealed in a conversation, for a reason; nothing of it stays on the page longer than it is wanted. */
export function UnmaskSection({ conversation, user, onExpired }: UnmaskSectionProps) {
  const reason = useRef<HTMLInputElement>(null);
  const [values, setValues] = useState<PresentedUnmasked['values']>();
  const [problem, setProblem] = useState('');
  if (user.role === 'reader') return null;
  const submit = async (event: Event) => {
    event.preventDefault();
    const given = reason.current?.value ?? '';
    const answer = await post<PresentedUnmasked>(`conversations/${conversation}/unmask`, { reason: given });
    if (answer.kind === 'loggedOut') return onExpired();
    if (answer.kind === 'ok') {
      setProblem('');
      return setValues(answer.value.values);
    }
    if (answer.kind === 'unreadable') return setProblem(strings.tooShort);
    const notHeld = 'code' in answer && answer.code === 'not-held';
    setProblem(notHeld ? strings.notHeld : explain(answer, strings.tooShort));
  };
  return (
    <details class="unmask">
      <summary>{strings.title}</summary>
      <p class="quiet small">{strings.intro}</p>
      {values === undefined ? (
        <form class="fields" onSubmit={submit}>
          <label>
            {strings.reason}
            <input ref={reason} maxLength={300} autocomplete="off" required />
          </label>
          <p class="problem" role="alert">
            {problem}
          </p>
          <div class="buttons">
            <button type="submit" class="plain">
              {strings.submit}
            </button>
          </div>
        </form>
      ) : (
        <Values values={values} onHide={() => setValues(undefined)} />
      )}
    </details>
  );
}

function Values({ values, onHide }: { values: PresentedUnmasked['values']; onHide: () => void }) {
  return (
    <div role="status">
      {values.length === 0 && <p>{strings.none}</p>}
      <dl>
        {values.map(({ name, value }) => (
          <div key={name}>
            <dt>{strings.names[name] ?? name}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
      <button type="button" class="plain" onClick={onHide}>
        {strings.hide}
      </button>
    </div>
  );
}
