import { useState } from 'preact/hooks';
import type { PresentedColleague } from '../../../console/people/presented.ts';
import type { PresentedUser } from '../../../console/presented.ts';
import type { Answer } from '../api.ts';
import { LoadedSection } from '../loaded-section.tsx';
import { PlainTable } from '../plain-table.tsx';
import { roleNames } from '../strings.ts';
import { useLoaded } from '../use-loaded.ts';
import { InviteForm } from './invite-form.tsx';
import { rightsApi } from './rights-api.ts';
import { RoleChoice } from './role-choice.tsx';
import { rightsStrings, peopleStrings as strings } from './strings.ts';

interface PeopleSectionProps {
  readonly user: PresentedUser;
  readonly onExpired: () => void;
}

/** Who works here, as what; and inviting others. */
export function PeopleSection({ user, onExpired }: PeopleSectionProps) {
  const [loaded, load] = useLoaded(rightsApi.people, onExpired);
  const [news, setNews] = useState('');
  const change = async (colleague: PresentedColleague, doing: Promise<Answer<PresentedColleague>>) => {
    const answer = await doing;
    if (answer.kind === 'loggedOut') return onExpired();
    setNews(answer.kind === 'ok' ? strings.changed(colleague.name) : rightsStrings.notDone);
    await load();
  };
  return (
    <LoadedSection title={strings.title} news={news} loaded={loaded} onRetry={load}>
      {({ users, invitations }) => (
        <>
          <PlainTable label={strings.title} columns={strings.columns}>
            {users.map(one => (
              <Row key={one.id} colleague={one} isYou={one.id === user.id} onChange={change} />
            ))}
          </PlainTable>
          <InviteForm invitations={invitations} onChanged={load} onExpired={onExpired} />
        </>
      )}
    </LoadedSection>
  );
}

interface RowProps {
  readonly colleague: PresentedColleague;
  readonly isYou: boolean;
  readonly onChange: (colleague: PresentedColleague, doing: Promise<Answer<PresentedColleague>>) => void;
}

function Row({ colleague, isYou, onChange }: RowProps) {
  const { name, email, role, secondFactor, disabled } = colleague;
  return (
    <tr>
      <td>{name}</td>
      <td class="device">{email}</td>
      <td>
        {isYou ? (
          roleNames[role]
        ) : (
          <RoleChoice
            label={strings.roleOf(name)}
            role={role}
            onChange={chosen => onChange(colleague, rightsApi.changeRole(colleague.id, chosen))}
          />
        )}
      </td>
      <td>{secondFactor ? strings.factor.on : strings.factor.off}</td>
      <td>{disabled ? strings.disabled : strings.active}</td>
      <td>{isYou ? <span class="quiet">{strings.you}</span> : <Actions {...{ colleague, onChange }} />}</td>
    </tr>
  );
}

function Actions({ colleague, onChange }: Omit<RowProps, 'isYou'>) {
  const { id, name, disabled, secondFactor } = colleague;
  const possible = [
    disabled ? ([strings.enable, 'enable'] as const) : ([strings.disable, 'disable'] as const),
    ...(secondFactor ? [[strings.resetFactor, 'reset-second-factor'] as const] : []),
  ];
  return (
    <div class="buttons">
      {possible.map(([title, action]) => (
        <button
          key={action}
          type="button"
          class="plain"
          aria-label={strings.actionOn(title, name)}
          onClick={() => onChange(colleague, rightsApi.act(id, action))}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
