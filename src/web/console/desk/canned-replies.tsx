import { useState } from 'preact/hooks';
import type { PresentedCannedReply } from '../../../console/desk/presented.ts';
import { deskApi } from './desk-api.ts';
import { deskStrings as strings } from './strings.ts';

interface CannedRepliesProps {
  readonly conversation: string;
  readonly onChoose: (text: string) => void;
}

/** Prepared answers and lists of steps: chosen into the field, read there and changed before they are sent. */
export function CannedReplies({ conversation, onChoose }: CannedRepliesProps) {
  const [opened, setOpened] = useState(false);
  const [replies, setReplies] = useState<readonly PresentedCannedReply[]>([]);
  const [searched, setSearched] = useState('');
  const toggle = async (open: boolean) => {
    setOpened(open);
    const answer = open && replies.length === 0 && (await deskApi.cannedReplies(conversation));
    if (answer && answer.kind === 'ok') setReplies(answer.value.replies);
  };
  const found = replies.filter(({ title, text }) => holds(`${title} ${text}`, searched));
  return (
    <details class="canned" open={opened} onToggle={event => void toggle(event.currentTarget.open)}>
      <summary>{strings.canned}</summary>
      <label>
        <span class="unseen">{strings.cannedSearch}</span>
        <input
          type="search"
          placeholder={strings.cannedSearch}
          value={searched}
          maxLength={100}
          onInput={event => setSearched(event.currentTarget.value)}
        />
      </label>
      {found.length === 0 && <p class="quiet small">{strings.cannedNone}</p>}
      <ul>
        {found.map(({ id, title, text, missing }) => (
          <li key={id}>
            <button
              type="button"
              aria-disabled={missing.length > 0}
              onClick={() => {
                if (missing.length > 0) return;
                setOpened(false);
                onChoose(text);
              }}
            >
              <b>{title}</b>
              <span>{missing.length > 0 ? strings.cannedMissing : text}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

function holds(text: string, searched: string): boolean {
  const within = text.toLowerCase();
  return searched
    .toLowerCase()
    .split(/\s+/)
    .every(word => within.includes(word));
}
