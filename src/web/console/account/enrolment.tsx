import { useEffect, useState } from 'preact/hooks';
import type { PresentedUser } from '../../../console/presented.ts';
import { Skeleton } from '../skeleton.tsx';
import { accountApi } from './account-api.ts';
import { CodeForm, codeRefused } from './code-form.tsx';
import { explain } from './explain.ts';
import { QrCode } from './qr-code.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { otpauthAddress, factorStrings as strings } from './strings.ts';

interface EnrolmentProps {
  readonly user: PresentedUser;
  readonly onDone: () => void;
  readonly onExpired: () => void;
}

type State =
  | { readonly kind: 'asking' }
  | { readonly kind: 'trouble'; readonly problem: string }
  | { readonly kind: 'scan'; readonly secret: string }
  | { readonly kind: 'codes'; readonly codes: readonly string[] };

/** From a fresh secret, by its first code, to the recovery codes. */
export function Enrolment({ user, onDone, onExpired }: EnrolmentProps) {
  const [state, setState] = useState<State>({ kind: 'asking' });
  useEffect(() => {
    void accountApi.beginFactor().then(answer => {
      if (answer.kind === 'loggedOut') onExpired();
      else if (answer.kind === 'ok') setState({ kind: 'scan', secret: answer.value.secret });
      else setState({ kind: 'trouble', problem: explain(answer, codeRefused) });
    });
  }, []);
  const confirm = async (totp: string) => {
    const answer = await accountApi.confirmFactor(totp);
    if (answer.kind !== 'ok') return explain(answer, codeRefused);
    setState({ kind: 'codes', codes: answer.value.recoveryCodes });
  };

  switch (state.kind) {
    case 'asking':
      return <Skeleton lines={4} />;
    case 'trouble':
      return (
        <p class="problem" role="alert">
          {state.problem}
        </p>
      );
    case 'scan':
      return (
        <>
          <p>{strings.scan}</p>
          <QrCode text={otpauthAddress(state.secret, user.email)} label={strings.qrLabel} />
          <p class="quiet small">{strings.byHand}</p>
          <p class="secret">
            <code>{state.secret.match(/.{1,4}/g)?.join(' ')}</code>
          </p>
          <CodeForm
            label={strings.code}
            actions={[{ title: strings.confirm, primary: true, run: confirm }]}
          />
        </>
      );
    case 'codes':
      return <RecoveryCodes codes={state.codes} onStored={onDone} />;
  }
}
