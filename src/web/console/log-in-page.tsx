import { useEffect, useRef, useState } from 'preact/hooks';
import type { PresentedUser } from '../../console/presented.ts';
import { type Answer, api } from './api.ts';
import { logInStrings as strings, troubleStrings } from './strings.ts';

interface LogInPageProps {
  /** The session ended while somebody was reading. */
  readonly expired: boolean;
  readonly onLoggedIn: (user: PresentedUser) => void;
}

export function LogInPage({ expired, onLoggedIn }: LogInPageProps) {
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  useEffect(() => email.current?.focus(), []);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const answer = await api.logIn(email.current?.value ?? '', password.current?.value ?? '');
    setBusy(false);
    if (answer.kind === 'ok') {
      onLoggedIn(answer.value);
      return;
    }
    setProblem(explain(answer));
    if (password.current) password.current.value = '';
    password.current?.focus();
  };

  return (
    <main class="log-in">
      <form class="card" onSubmit={submit}>
        <h1>{strings.title}</h1>
        <p class="quiet">{strings.intro}</p>
        {expired && (
          <p class="notice" role="status">
            {strings.expired}
          </p>
        )}
        <label>
          {strings.email}
          <input ref={email} type="email" name="email" autocomplete="username" required />
        </label>
        <label>
          {strings.password}
          <input ref={password} type="password" name="password" autocomplete="current-password" required />
        </label>
        <p class="problem" role="alert">
          {problem}
        </p>
        <button type="submit" class="primary" aria-disabled={busy}>
          {busy ? strings.submitting : strings.submit}
        </button>
        <p class="quiet small">{strings.noAccount}</p>
      </form>
    </main>
  );
}

function explain(answer: Exclude<Answer<unknown>, { kind: 'ok' }>): string {
  switch (answer.kind) {
    case 'loggedOut':
    case 'unreadable':
      return strings.refused;
    case 'tooMany':
      return strings.tooMany(Math.ceil(answer.seconds / 60));
    default:
      return troubleStrings[answer.kind];
  }
}
