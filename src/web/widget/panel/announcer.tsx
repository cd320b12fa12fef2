import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChatState } from '../chat-state.ts';
import { connectionStrings, noticeStrings, panelStrings } from '../strings.ts';

/** In milliseconds: messages that come together are read together, and of a history only the end. */
const gathering = 500;
/** In milliseconds: by then a screen reader has taken it; whoever looks around later finds everything only once. */
const kept = 1_000;
/** In characters: where it is worth interrupting somebody who is writing. */
const countdown = new Set([100, 20, 0]);

/**
 * The one thing that screen readers read out by themselves, politely: what was said since the visitor's last message,
 * what happens to the connection, and how much room is left. Everything else is found by looking around.
 */
export function Announcer({ state, input }: { state: ChatState; input: HTMLTextAreaElement }) {
  const [said, setSaid] = useState('');
  const heard = useRef(new Set<string>());

  useEffect(() => {
    const timer = setTimeout(() => {
      const answers = state.messages.slice(state.messages.findLastIndex(({ from }) => from === 'user') + 1);
      const fresh = answers.filter(({ id, at }) => !heard.current.has(id + at));
      for (const { id, at } of fresh) heard.current.add(id + at);
      if (fresh.length > 0) setSaid(fresh.map(({ name, text }) => `${name}: ${text}`).join('\n'));
    }, gathering);
    return () => clearTimeout(timer);
  }, [state.messages]);

  useEffect(() => {
    const timer = said ? setTimeout(() => setSaid(''), kept) : undefined;
    return () => clearTimeout(timer);
  }, [said]);

  const { connection, notice } = state;
  useEffect(() => {
    if (connection === 'online') return;
    // A connection that is back at once is not worth a word.
    const lasting = connection === 'offline' || connection === 'refused';
    const timer = setTimeout(() => setSaid(connectionStrings[connection]), lasting ? gathering : 3_000);
    return () => clearTimeout(timer);
  }, [connection]);
  useEffect(() => {
    const timer = notice && setTimeout(() => setSaid(noticeStrings[notice]), gathering);
    return () => clearTimeout(timer);
  }, [notice]);

  useEffect(() => {
    const count = () => {
      const left = input.maxLength - input.value.length;
      if (countdown.has(left)) setSaid(panelStrings.charactersLeft(left));
    };
    input.addEventListener('input', count);
    return () => input.removeEventListener('input', count);
  }, [input]);

  return (
    <div class="unseen" role="status" aria-live="polite">
      {said}
    </div>
  );
}
