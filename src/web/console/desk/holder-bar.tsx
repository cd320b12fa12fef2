import { useEffect, useState } from 'preact/hooks';
import type { PresentedDesk } from '../../../console/desk/presented.ts';
import type { PresentedAgent, PresentedConversation, PresentedUser } from '../../../console/presented.ts';
import type { Act } from './desk.tsx';
import { deskApi } from './desk-api.ts';
import { deskStrings as strings } from './strings.ts';

interface HolderBarProps {
  readonly conversation: PresentedConversation;
  readonly desk: PresentedDesk;
  readonly user: PresentedUser;
  readonly act: Act;
}

/** Who holds the chat, and what may be done about it. */
export function HolderBar({ conversation, desk, user, act }: HolderBarProps) {
  const [busy, setBusy] = useState(false);
  const { id, holder, agent } = conversation;
  const mine = agent?.id === user.id;
  const decides = agent === undefined || mine || user.role === 'admin';
  const once = (doing: () => ReturnType<Act>) => async () => {
    if (busy) return;
    setBusy(true);
    await doing();
    setBusy(false);
  };
  if (user.role === 'reader') return <p class="holder-line">{holderText(conversation, mine)}</p>;
  return (
    <div class="holder-bar">
      <p class="holder-line">{holderText(conversation, mine)}</p>
      {holder !== 'person' && (
        <button
          type="button"
          class="primary slim"
          aria-disabled={busy}
          onClick={once(() => act(deskApi.takeOver(id)))}
        >
          {busy ? strings.taking : strings.takeOver}
        </button>
      )}
      {agent !== undefined && decides && (
        <button
          type="button"
          class="plain"
          aria-disabled={busy}
          onClick={once(() => act(deskApi.release(id)))}
        >
          {mine ? strings.release : strings.releaseForOther(agent.name)}
        </button>
      )}
      {decides && (
        <Assign
          held={agent}
          assignee={desk.assignee}
          onAssign={to => act(deskApi.assign(id, to))}
          self={user.id}
        />
      )}
    </div>
  );
}

function holderText({ holder, agent }: PresentedConversation, mine: boolean): string {
  if (mine) return strings.youHold;
  if (agent) return strings.otherHolds(agent.name);
  return holder === 'waiting' ? strings.waiting : strings.botHolds;
}

interface AssignProps {
  readonly held: PresentedAgent | undefined;
  readonly assignee: PresentedAgent | undefined;
  readonly self: string;
  readonly onAssign: (colleague: string | null) => void;
}

function Assign({ held, assignee, self, onAssign }: AssignProps) {
  const colleagues = useColleagues().filter(
    ({ id }) => id !== held?.id && (held === undefined || id !== self),
  );
  const [chosen, setChosen] = useState('');
  const give = () => {
    if (held && chosen === '') return;
    onAssign(chosen === '' ? null : chosen);
    setChosen('');
  };
  return (
    <span class="assign">
      <label>
        <span class="quiet small">{held ? strings.assignHeld : strings.assignFree}</span>
        <select value={chosen} onChange={event => setChosen(event.currentTarget.value)}>
          <option value="">{held ? strings.choose : strings.nobody}</option>
          {colleagues.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button type="button" class="plain" onClick={give}>
        {held ? strings.assign : strings.mark}
      </button>
      {assignee !== undefined && <span class="badge holder-person">{assignee.name}</span>}
    </span>
  );
}

/** Without them nobody can be chosen: worth no error message. */
function useColleagues(): readonly PresentedAgent[] {
  const [colleagues, setColleagues] = useState<readonly PresentedAgent[]>([]);
  useEffect(() => {
    void deskApi.colleagues().then(answer => answer.kind === 'ok' && setColleagues(answer.value.colleagues));
  }, []);
  return colleagues;
}
