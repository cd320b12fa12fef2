import type { ChatState } from '../chat-state.ts';
import { noticeStrings, panelStrings } from '../strings.ts';

/** What the visitor should know of this conversation, until they write again: e.g. that somebody else may have begun it. */
export function Notice({
  state: { notice, messages },
  onStartOver,
}: {
  state: ChatState;
  onStartOver: () => void;
}) {
  if (!notice || (notice === 'resumed' && !messages.some(({ from }) => from === 'user'))) return null;
  return (
    <p class="notice">
      {noticeStrings[notice]}
      {notice === 'resumed' && (
        <button type="button" onClick={onStartOver}>
          {panelStrings.startOver}
        </button>
      )}
    </p>
  );
}
