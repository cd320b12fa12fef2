import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { panelStrings as strings } from '../strings.ts';
import { Icon } from './icons.tsx';

interface ComposerProps {
  readonly input: RefObject<HTMLTextAreaElement | null>;
  readonly onSend: (text: string) => void;
}

/** In characters; the bot reads no more. */
const longest = 1_000;
/** In characters: how near to the limit the counter appears. */
const warnAt = 200;

/** Enter sends, Shift+Enter begins a new line. */
export function Composer({ input, onSend }: ComposerProps) {
  const [text, setText] = useState('');
  useLayoutEffect(() => fitHeight(input.current), [text]);
  const left = longest - text.length;

  const send = () => {
    if (text.trim() === '') return;
    setText('');
    onSend(text.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      class="composer"
      onSubmit={event => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={input}
        rows={1}
        value={text}
        maxLength={longest}
        placeholder={strings.placeholder}
        aria-label={strings.input}
        aria-describedby="secrets"
        enterkeyhint="send"
        autocomplete="off"
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <button type="submit" class="send" aria-label={strings.send}>
        <Icon name="send" />
      </button>
      <p class="hint">
        <span id="secrets">{strings.secrets}</span>
        <span role="status">{left <= warnAt && strings.charactersLeft(left)}</span>
      </p>
    </form>
  );
}

/** Grows with its text; the style sheet sets the limit. */
function fitHeight(area: HTMLTextAreaElement | null): void {
  if (!area) return;
  area.style.height = 'auto';
  area.style.height = `${area.scrollHeight + 2}px`;
}
