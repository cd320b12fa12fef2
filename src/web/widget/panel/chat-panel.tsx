import type { RefObject } from 'preact';
import { useEffect, useImperativeHandle, useRef, useState } from 'preact/hooks';
import type { Chat } from '../chat.ts';
import { panelStrings as strings } from '../strings.ts';
import { openChoices } from '../transcript-groups.ts';
import { Composer } from './composer.tsx';
import { ConnectionNotice } from './connection-notice.tsx';
import { DemoNotice } from './demo-notice.tsx';
import { useFullScreen } from './full-screen.ts';
import { Header } from './header.tsx';
import { QuickReplies } from './quick-replies.tsx';
import { Transcript } from './transcript.tsx';

export interface ChatPanelControls {
  focus(): void;
}

export interface ChatPanelProps {
  readonly chat: Chat;
  readonly base: string;
  readonly position: 'left' | 'right';
  readonly shown: boolean;
  readonly controls: RefObject<ChatPanelControls | null>;
  readonly onClose: () => void;
}

export function ChatPanel({ chat, base, position, shown, controls, onClose }: ChatPanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const state = useChat(chat);
  const fullScreen = useFullScreen(panel, shown);
  const focusInput = () => input.current?.focus();
  useImperativeHandle(controls, () => ({ focus: focusInput }), []);

  const send = (text: string) => {
    chat.send(text);
    focusInput();
  };
  const startOver = () => {
    chat.startOver();
    focusInput();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // The site's own shortcuts must not react to what is typed here.
    event.stopPropagation();
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Tab' && fullScreen) keepFocus(event, panel.current);
  };

  return (
    <div
      ref={panel}
      class={`panel ${position}`}
      role="dialog"
      aria-modal={fullScreen}
      aria-label={strings.title}
      hidden={!shown}
      onKeyDown={onKeyDown}
    >
      <Header onClose={onClose} onStartOver={startOver} />
      <DemoNotice base={base} />
      <ConnectionNotice connection={state.connection} />
      <Transcript state={state} shown={shown} onRetry={chat.retry}>
        <QuickReplies choices={openChoices(state)} onChoose={send} />
      </Transcript>
      <Composer input={input} onSend={send} />
    </div>
  );
}

function useChat(chat: Chat) {
  const [state, setState] = useState(chat.state);
  useEffect(() => {
    setState(chat.state());
    return chat.watch(() => setState(chat.state()));
  }, [chat]);
  return state;
}

/** While the panel covers the page, what lies beneath cannot be reached with Tab. */
function keepFocus(event: KeyboardEvent, panel: HTMLElement | null): void {
  const reachable = [...(panel?.querySelectorAll<HTMLElement>('button, a, textarea, [tabindex="0"]') ?? [])];
  const visible = reachable.filter(element => element.offsetParent !== null);
  const [from, to] = event.shiftKey ? [visible[0], visible.at(-1)] : [visible.at(-1), visible[0]];
  if (event.target !== from || !to) return;
  event.preventDefault();
  to.focus();
}
