import { useId, useRef, useState } from 'preact/hooks';
import type { PresentedInvitation } from '../../../console/people/presented.ts';
import type { Role } from '../../../console/roles.ts';
import { FormEnd } from '../form-end.tsx';
import { Moment, PlainTable } from '../plain-table.tsx';
import { roleNames, troubleStrings } from '../strings.ts';
import { rightsApi } from './rights-api.ts';
import { RoleChoice } from './role-choice.tsx';
import { ShownOnce } from './shown-once.tsx';
import { rightsStrings, inviteStrings as strings } from './strings.ts';

interface InviteFormProps {
  readonly invitations: readonly PresentedInvitation[];
  readonly onChanged: () => Promise<void>;
  readonly onExpired: () => void;
}

/** A link that makes a user once. */
export function InviteForm({ invitations, onChanged, onExpired }: InviteFormProps) {
  const email = useRef<HTMLInputElement>(null);
  const roleId = useId();
  const [role, setRole] = useState<Role>('agent');
  const [link, setLink] = useState('');
  const [problem, setProblem] = useState('');
  const submit = async (event: Event) => {
    event.preventDefault();
    const answer = await rightsApi.invite(email.current?.value ?? '', role);
    if (answer.kind === 'loggedOut') return onExpired();
    if (answer.kind !== 'ok') {
      const code = 'code' in answer ? answer.code : undefined;
      return setProblem(strings.problems[code ?? ''] ?? rightsStrings.notDone);
    }
    setProblem('');
    setLink(`${location.origin}${location.pathname}#/undangan/${answer.value.secret}`);
    if (email.current) email.current.value = '';
    await onChanged();
  };
  const revoke = async (id: string) => {
    const answer = await rightsApi.revokeInvitation(id);
    if (answer.kind === 'loggedOut') return onExpired();
    if (answer.kind !== 'ok' && answer.kind !== 'absent') setProblem(troubleStrings.failed);
    await onChanged();
  };

  return (
    <>
      <h3>{strings.title}</h3>
      <form class="fields" onSubmit={submit}>
        <label>
          {strings.email}
          <input ref={email} type="email" name="invited" autocomplete="off" required />
        </label>
        <label htmlFor={roleId}>{strings.role}</label>
        <RoleChoice id={roleId} label={strings.role} role={role} onChange={setRole} />
        <FormEnd problem={problem} submit={strings.submit} />
      </form>
      {link !== '' && <ShownOnce label={strings.link} hint={strings.made} text={link} />}
      {invitations.length > 0 && (
        <PlainTable label={strings.open} columns={strings.columns}>
          {invitations.map(one => (
            <tr key={one.id}>
              <td class="device">{one.email}</td>
              <td>{roleNames[one.role]}</td>
              <td>
                <Moment at={one.expiresAt} />
              </td>
              <td>
                <button
                  type="button"
                  class="plain"
                  aria-label={strings.revokeOf(one.email)}
                  onClick={() => void revoke(one.id)}
                >
                  {strings.revoke}
                </button>
              </td>
            </tr>
          ))}
        </PlainTable>
      )}
    </>
  );
}
