import { useLayoutEffect, useRef, useState } from 'preact/hooks';
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
  const totp = useRef<HTMLInputElement>(null);
  const [codeWanted, setCodeWanted] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  // Before the first paint: later it could take the focus from somebody who is typing the password.
  useLayoutEffect(() => email.current?.focus(), []);
  useLayoutEffect(() => totp.current?.focus(), [codeWanted]);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const code = codeWanted ? totp.current?.value.trim() : undefined;
    const answer = await api.logIn(email.current?.value ?? '', password.current?.value ?? '', code);
    setBusy(false);
    if (answer.kind === 'ok') onLoggedIn(answer.value);
    else tryAgain(answer);
  };

  const tryAgain = (answer: Refusal) => {
    const code = answer.kind === 'loggedOut' ? answer.code : undefined;
    if (code === 'second-factor-needed') {
      setProblem('');
      setCodeWanted(true);
      return;
    }
    setProblem(explain(answer));
    const wrong = code === 'second-factor-refused' ? totp.current : password.current;
    if (!wrong) return;
    wrong.value = '';
    wrong.focus();
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
        {codeWanted && (
          <>
            <label>
              {strings.totp}
              <input
                ref={totp}
                name="totp"
                autocomplete="one-time-code"
                autocapitalize="off"
                aria-describedby="totp-hint"
                required
              />
            </label>
            <p class="quiet small" id="totp-hint">
              {strings.totpHint}
            </p>
          </>
        )}
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

type Refusal = Exclude<Answer<unknown>, { kind: 'ok' }>;

function explain(answer: Refusal): string {
  switch (answer.kind) {
    case 'loggedOut':
    case 'unreadable':
      return answer.code === 'second-factor-refused' ? strings.totpRefused : strings.refused;
    case 'tooMany':
      return strings.tooMany(Math.ceil(answer.seconds / 60));
    default:
      return troubleStrings[answer.kind];
  }
}
