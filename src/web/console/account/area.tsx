import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import type { Area, AreaProps } from '../areas.ts';
import { FactorSection } from './factor-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { SessionSection } from './session-section.tsx';
import { accountStrings as strings } from './strings.ts';

export const accountArea: Area = { name: 'akun', title: strings.title, Page: AccountPage };

/** Password, second factor and sessions of whoever is logged in. */
function AccountPage({ user: loggedIn, onExpired }: AreaProps) {
  const [user, setUser] = useState(loggedIn);
  const [round, setRound] = useState(0);
  const refresh = async () => {
    const answer = await api.me();
    if (answer.kind === 'loggedOut') return onExpired();
    if (answer.kind === 'ok') setUser(answer.value);
    setRound(before => before + 1);
  };
  return (
    <main class="plain-page">
      <div class="pane-head">
        <h1>{strings.title}</h1>
      </div>
      <FactorSection key={round} user={user} onExpired={onExpired} onChanged={refresh} />
      <PasswordSection email={user.email} onChanged={refresh} />
      <SessionSection round={round} onExpired={onExpired} />
    </main>
  );
}
