import { useCallback, useEffect, useState } from 'preact/hooks';
import type { PresentedIntent, PresentedUser } from '../../console/presented.ts';
import { useOpenConversation } from './address.ts';
import { api } from './api.ts';
import { ConversationPane } from './conversation-pane.tsx';
import { ListPane } from './list-pane.tsx';
import { roleNames, appStrings as strings } from './strings.ts';

interface WorkplaceProps {
  readonly user: PresentedUser;
  readonly onExpired: () => void;
  readonly onLogOut: () => void;
}

/** The list, and beside it the conversation that the address names; on a phone one of the two. */
export function Workplace({ user, onExpired, onLogOut }: WorkplaceProps) {
  const opened = useOpenConversation();
  const intents = useIntents();
  const titleOf = useCallback(
    (intent: string) => intents.find(({ name }) => name === intent)?.title ?? intent,
    [intents],
  );
  return (
    <>
      <header class="bar">
        <strong>{strings.title}</strong>
        <span class="quiet who">
          {user.email} · {roleNames[user.role]}
        </span>
        <button type="button" class="plain" onClick={onLogOut}>
          {strings.logOut}
        </button>
      </header>
      <main class={opened === undefined ? 'panes' : 'panes with-conversation'}>
        <ListPane opened={opened} intents={intents} titleOf={titleOf} onExpired={onExpired} />
        {opened !== undefined && <ConversationPane id={opened} titleOf={titleOf} onExpired={onExpired} />}
      </main>
    </>
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
