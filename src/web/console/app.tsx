import { useCallback, useEffect, useState } from 'preact/hooks';
import type { PresentedUser } from '../../console/presented.ts';
import { EnrolPage } from './account/enrol-page.tsx';
import { listAddress, useAddress } from './address.ts';
import { api, type Trouble as TroubleAnswer } from './api.ts';
import { LogInPage } from './log-in-page.tsx';
import { InvitationPage } from './rights/invitation-page.tsx';
import { Skeleton } from './skeleton.tsx';
import { appStrings as strings } from './strings.ts';
import { Trouble } from './trouble.tsx';
import { Workplace } from './workplace.tsx';

type Visitor =
  | { readonly kind: 'asking' }
  | { readonly kind: 'nobody'; readonly expired: boolean }
  | { readonly kind: 'user'; readonly user: PresentedUser }
  | TroubleAnswer;

/** Asks who is there, and shows the log-in page or the conversations. The address stays, so a deep link survives both. */
export function App() {
  const { area, opened } = useAddress();
  const [visitor, setVisitor] = useState<Visitor>({ kind: 'asking' });
  const ask = useCallback(async () => setVisitor(await whoIsThere()), []);
  useEffect(() => void ask(), [ask]);
  const expire = useCallback(() => setVisitor({ kind: 'nobody', expired: true }), []);
  const logIn = useCallback((user: PresentedUser) => setVisitor({ kind: 'user', user }), []);
  const logOut = useCallback(async () => {
    const answer = await api.logOut();
    setVisitor(answer.kind === 'offline' ? answer : { kind: 'nobody', expired: false });
  }, []);

  return (
    <>
      <DemoNotice />
      {page()}
    </>
  );

  function page() {
    switch (visitor.kind) {
      case 'asking':
        return <Skeleton lines={6} />;
      case 'nobody':
        if (area === 'undangan' && opened !== '') {
          return <InvitationPage secret={opened} onAccepted={toLogIn} />;
        }
        return <LogInPage expired={visitor.expired} onLoggedIn={logIn} />;
      case 'user':
        if (visitor.user.secondFactor === 'missing') {
          return <EnrolPage user={visitor.user} onDone={ask} onExpired={expire} onLogOut={logOut} />;
        }
        return <Workplace user={visitor.user} onExpired={expire} onLogOut={logOut} />;
      default:
        return <Trouble kind={visitor.kind} onRetry={ask} />;
    }
  }
}

/** The secret in the address is worth nothing any more, and goes out of the history. */
function toLogIn(): void {
  location.replace(listAddress);
}

async function whoIsThere(): Promise<Visitor> {
  const answer = await api.me();
  switch (answer.kind) {
    case 'ok':
      return { kind: 'user', user: answer.value };
    case 'loggedOut':
      return { kind: 'nobody', expired: false };
    case 'tooMany':
      return { kind: 'failed' };
    default:
      return answer;
  }
}

/** Shown unless the server says that this is not a demo: when in doubt nobody is to take it for the real thing. */
function DemoNotice() {
  const [demo, setDemo] = useState(false);
  useEffect(() => {
    void api.about().then(answer => setDemo(answer.kind !== 'ok' || answer.value.demo));
  }, []);
  return demo ? (
    <aside class="demo" aria-label={strings.notice}>
      {strings.demo}
    </aside>
  ) : null;
}
