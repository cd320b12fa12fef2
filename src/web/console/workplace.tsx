import { useCallback, useEffect, useState } from 'preact/hooks';
import type { PresentedIntent, PresentedUser } from '../../console/presented.ts';
import { accountArea } from './account/area.tsx';
import { useAddress } from './address.ts';
import { api } from './api.ts';
import { type Area, areas, areasOf, isFor } from './areas.ts';
import { queueArea } from './desk/queue-area.tsx';
import { QueueBadge } from './desk/queue-badge.tsx';
import { roleNames, appStrings as strings } from './strings.ts';

interface WorkplaceProps {
  readonly user: PresentedUser;
  readonly onExpired: () => void;
  readonly onLogOut: () => void;
}

/** The frame around all areas, and the one that the address names. */
export function Workplace({ user, onExpired, onLogOut }: WorkplaceProps) {
  const { area, opened } = useAddress();
  const intents = useIntents();
  const titleOf = useCallback(
    (intent: string) => intents.find(({ name }) => name === intent)?.title ?? intent,
    [intents],
  );
  const current = areasOf(user).find(({ name }) => name === area) ?? areas[0];
  return (
    <>
      <header class="bar">
        <strong>{strings.title}</strong>
        <Navigation current={current} user={user} onExpired={onExpired} />
        <a class="quiet who" href={`#/${accountArea.name}`} title={strings.ownAccount}>
          {user.email} · {roleNames[user.role]}
        </a>
        <button type="button" class="plain" onClick={onLogOut}>
          {strings.logOut}
        </button>
      </header>
      <current.Page opened={opened} user={user} intents={intents} titleOf={titleOf} onExpired={onExpired} />
    </>
  );
}

interface NavigationProps extends Pick<WorkplaceProps, 'user' | 'onExpired'> {
  readonly current: Area;
}

function Navigation({ current, user, onExpired }: NavigationProps) {
  return (
    <nav class="areas" aria-label={strings.areas}>
      {areas.filter(isFor(user)).map(({ name, title }) => (
        <a key={name} href={`#/${name}`} aria-current={name === current.name ? 'page' : undefined}>
          {title}
          {name === queueArea.name && <QueueBadge onExpired={onExpired} />}
        </a>
      ))}
      <a
        class="own"
        href={`#/${accountArea.name}`}
        aria-current={current === accountArea ? 'page' : undefined}
      >
        {accountArea.title}
      </a>
    </nav>
  );
}

/** Without their titles intents are shown by name: worth no error message. */
function useIntents(): readonly PresentedIntent[] {
  const [intents, setIntents] = useState<readonly PresentedIntent[]>([]);
  useEffect(() => {
    void api.intents().then(answer => answer.kind === 'ok' && setIntents(answer.value.intents));
  }, []);
  return intents;
}
