import { useEffect, useRef, useState } from 'preact/hooks';
import type { PresentedOffer } from '../../../console/people/presented.ts';
import { explain } from '../account/explain.ts';
import { Skeleton } from '../skeleton.tsx';
import { roleNames } from '../strings.ts';
import { rightsApi } from './rights-api.ts';
import { invitationStrings as strings } from './strings.ts';

interface InvitationPageProps {
  readonly secret: string;
  /** The password is chosen: on to the log-in. */
  readonly onAccepted: () => void;
}

/** Where the link of an invitation leads. */
export function InvitationPage({ secret, onAccepted }: InvitationPageProps) {
  const [offer, setOffer] = useState<PresentedOffer | 'asking' | 'over'>('asking');
  useEffect(() => {
    void rightsApi
      .lookAtInvitation(secret)
      .then(answer => setOffer(answer.kind === 'ok' ? answer.value : 'over'));
  }, [secret]);
  return (
    <main class="log-in">
      <div class="card">
        <h1>{strings.title}</h1>
        {content()}
      </div>
    </main>
  );

  function content() {
    if (offer === 'asking') return <Skeleton lines={4} />;
    if (offer === 'over') return <p>{strings.over}</p>;
    return <PasswordForm secret={secret} offer={offer} onAccepted={onAccepted} />;
  }
}

function PasswordForm({ secret, offer, onAccepted }: InvitationPageProps & { offer: PresentedOffer }) {
  const form = useRef<HTMLFormElement>(null);
  const [problem, setProblem] = useState('');
  const submit = async (event: Event) => {
    event.preventDefault();
    const given = form.current ? new FormData(form.current) : new FormData();
    const password = String(given.get('password'));
    if (password !== given.get('again')) return setProblem(strings.different);
    const answer = await rightsApi.acceptInvitation(secret, password);
    if (answer.kind === 'ok') return onAccepted();
    const unfit = 'code' in answer && answer.code === 'password-unfit';
    setProblem(unfit ? strings.unfit : explain(answer, strings.over));
  };
  return (
    <form class="fields" ref={form} onSubmit={submit}>
      <p class="quiet">{strings.offer(offer.email, roleNames[offer.role])}</p>
      <label>
        {strings.password}
        <input type="password" name="password" autocomplete="new-password" required />
      </label>
      <label>
        {strings.again}
        <input type="password" name="again" autocomplete="new-password" required />
      </label>
      <p class="quiet small">{strings.hint}</p>
      <p class="problem" role="alert">
        {problem}
      </p>
      <button type="submit" class="primary">
        {strings.submit}
      </button>
    </form>
  );
}
