import { useState } from 'preact/hooks';
import type { PresentedUser } from '../../../console/presented.ts';
import { accountApi } from './account-api.ts';
import { CodeForm, codeRefused } from './code-form.tsx';
import { Enrolment } from './enrolment.tsx';
import { explain } from './explain.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import { factorStrings as strings } from './strings.ts';

interface FactorSectionProps {
  readonly user: PresentedUser;
  readonly onExpired: () => void;
  /** Who they are has to be asked anew. */
  readonly onChanged: () => void;
}

type State =
  | { readonly kind: 'calm' | 'enrolling' }
  | { readonly kind: 'codes'; readonly codes: readonly string[] };

/** The second factor: enrol, take away, new recovery codes. */
export function FactorSection({ user, onExpired, onChanged }: FactorSectionProps) {
  const [state, setState] = useState<State>({ kind: 'calm' });
  const remove = async (totp: string) => {
    const answer = await accountApi.removeFactor(totp);
    if (answer.kind !== 'ok') return explain(answer, codeRefused);
    onChanged();
  };
  const renew = async (totp: string) => {
    const answer = await accountApi.renewRecoveryCodes(totp);
    if (answer.kind !== 'ok') return explain(answer, codeRefused);
    setState({ kind: 'codes', codes: answer.value.recoveryCodes });
  };

  return (
    <section class="account-section" aria-labelledby="factor-title">
      <h2 id="factor-title">{strings.title}</h2>
      <p class="quiet">{user.secondFactor === 'on' ? strings.on : strings.off}</p>
      {content()}
    </section>
  );

  function content() {
    switch (state.kind) {
      case 'codes':
        return <RecoveryCodes codes={state.codes} onStored={() => setState({ kind: 'calm' })} />;
      case 'enrolling':
        return <Enrolment user={user} onDone={onChanged} onExpired={onExpired} />;
      case 'calm':
        if (user.secondFactor !== 'on') {
          return (
            <button type="button" class="plain" onClick={() => setState({ kind: 'enrolling' })}>
              {strings.begin}
            </button>
          );
        }
        return (
          <CodeForm
            label={strings.currentCode}
            actions={[
              { title: strings.renew, run: renew },
              { title: strings.remove, run: remove },
            ]}
          />
        );
    }
  }
}
