import { useRef, useState } from 'preact/hooks';
import { accountApi } from './account-api.ts';
import { explain } from './explain.ts';
import { accountStrings } from './strings.ts';

const strings = accountStrings.password;

/** A new password; every other session ends with the old one. */
export function PasswordSection({ email, onChanged }: { email: string; onChanged: () => void }) {
  const form = useRef<HTMLFormElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const [news, setNews] = useState('');

  const submit = async (event: Event) => {
    event.preventDefault();
    const [current, next, again] = valuesOf(form.current);
    if (busy) return;
    setNews('');
    if (next !== again) return setProblem(strings.different);
    setBusy(true);
    const answer = await accountApi.changePassword(current, next);
    setBusy(false);
    if (answer.kind !== 'ok') {
      const unfit = 'code' in answer && answer.code === 'password-unfit';
      return setProblem(unfit ? strings.unfit : explain(answer, strings.wrong));
    }
    form.current?.reset();
    setProblem('');
    setNews(strings.done);
    onChanged();
  };

  return (
    <section class="account-section" aria-labelledby="password-title">
      <h2 id="password-title">{strings.title}</h2>
      <form class="fields" ref={form} onSubmit={submit}>
        <input
          class="unseen"
          type="email"
          autocomplete="username"
          value={email}
          readonly
          tabIndex={-1}
          aria-hidden
        />
        <Field name="current" label={strings.current} complete="current-password" />
        <Field name="next" label={strings.next} complete="new-password" />
        <Field name="again" label={strings.again} complete="new-password" />
        <p class="quiet small">{strings.hint}</p>
        <p class="problem" role="alert">
          {problem}
        </p>
        <p role="status">{news}</p>
        <div class="buttons">
          <button type="submit" class="plain" aria-disabled={busy}>
            {strings.submit}
          </button>
        </div>
      </form>
    </section>
  );
}

function Field({ name, label, complete }: { name: string; label: string; complete: string }) {
  return (
    <label>
      {label}
      <input type="password" name={name} autocomplete={complete} required />
    </label>
  );
}

function valuesOf(form: HTMLFormElement | null): [current: string, next: string, again: string] {
  const given = form ? new FormData(form) : new FormData();
  const value = (name: string) => String(given.get(name) ?? '');
  return [value('current'), value('next'), value('again')];
}
