import { useAddress } from '../address.ts';
import type { Area, AreaProps } from '../areas.ts';
import { areaStrings } from '../strings.ts';
import { ConversationPane } from './conversation-pane.tsx';
import { ListPane } from './list-pane.tsx';

export const conversationsArea: Area = {
  name: 'percakapan',
  title: areaStrings.conversations,
  Page: ConversationsPage,
};

/** The list, and beside it the conversation that the address names; on a phone one of the two. */
function ConversationsPage({ opened, user, intents, titleOf, onExpired }: AreaProps) {
  const { query } = useAddress();
  const id = opened === '' ? undefined : opened;
  return (
    <main class={id === undefined ? 'panes' : 'panes with-conversation'}>
      <ListPane
        opened={id}
        query={query}
        user={user}
        intents={intents}
        titleOf={titleOf}
        onExpired={onExpired}
      />
      {id !== undefined && <ConversationPane id={id} user={user} titleOf={titleOf} onExpired={onExpired} />}
    </main>
  );
}
