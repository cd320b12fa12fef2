import { useEffect, useState } from 'preact/hooks';
import type { Chat } from '../chat.ts';
import { panelStrings as strings } from '../strings.ts';
import { holder, openChoices } from '../transcript-groups.ts';
import { Announcer } from './announcer.tsx';
import { ConnectionNotice } from './connection-notice.tsx';
import { DemoNotice } from './demo-notice.tsx';
import { Header } from './header.tsx';
import { Notice } from './notice.tsx';
import { QuickReplies } from './quick-replies.tsx';
import { Transcript } from './transcript.tsx';

export interface ChatPanelProps {
  readonly chat: Chat;
  readonly base: string;
  /** The launcher's, below all this. */
  readonly input: HTMLTextAreaElement;
  readonly inline: boolean;
  readonly shown: boolean;
  readonly onClose: () => void;
}

export function ChatPanel({ chat, base, input, inline, shown, onClose }: ChatPanelProps) {
  const state = useChat(chat);
  const then =
    <A extends unknown[]>(act: (...given: A) => void) =>
    (...given: A) => {
      act(...given);
      input.focus();
    };
  const send = then(chat.send);

  return (
    <>
      <Header
        person={holder(state.messages)}
        onClose={inline ? undefined : onClose}
        onPerson={() => send(strings.person)}
        onCopy={chat.asText}
        onStartOver={then(chat.startOver)}
        onErase={then(chat.erase)}
      />
      <DemoNotice base={base} />
      <ConnectionNotice connection={state.connection} />
      <Notice state={state} onStartOver={then(chat.startOver)} />
      <Transcript state={state} shown={shown} onRetry={chat.retry}>
        <QuickReplies choices={openChoices(state)} onChoose={send} />
      </Transcript>
      <Announcer state={state} input={input} />
    </>
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
