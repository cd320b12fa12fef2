import { useEffect, useRef, useState } from 'preact/hooks';
import type { PresentedTranscript, PresentedUser } from '../../../console/presented.ts';
import { type Changed, deskApi } from './desk-api.ts';
import { HolderBar } from './holder-bar.tsx';
import { merged } from './merge.ts';
import { Notes } from './notes.tsx';
import { askForQueue } from './queue-watch.ts';
import { ReplyBox } from './reply-box.tsx';
import { deskStrings as strings } from './strings.ts';
import { Tags } from './tags.tsx';
import { useWatch } from './use-watch.ts';
import { Viewers } from './viewers.tsx';

export interface DeskProps {
  readonly transcript: PresentedTranscript;
  readonly user: PresentedUser;
  readonly onTranscript: (transcript: PresentedTranscript) => void;
  /** The chat was erased while it was open. */
  readonly onGone: () => void;
  readonly onExpired: () => void;
}

/** Does something with the chat; answers whether it was done. */
export type Act = (doing: Promise<Changed>) => Promise<Changed['kind']>;

/** Answering in a chat and what the team keeps beside it; whoever only reads sees who holds it, tags and notes. */
export function Desk({ transcript, user, onTranscript, onGone, onExpired }: DeskProps) {
  const [problem, setProblem] = useState('');
  const { conversation, desk } = transcript;
  const watched = useWatch(transcript, {
    onNews: news => onTranscript(merged(transcript, news)),
    onDelivery: undelivered => {
      const changed = JSON.stringify(undelivered) !== JSON.stringify(transcript.undelivered);
      if (changed) onTranscript({ ...transcript, undelivered });
    },
    onGone,
    onExpired,
  });
  const place = useNewestInSight(transcript);
  const mayAnswer = user.role !== 'reader';
  const act: Act = async doing => {
    const changed = await doing;
    setProblem(changed.kind === 'refused' ? changed.why : '');
    if (changed.kind === 'ok') {
      onTranscript(merged(transcript, changed.change));
      askForQueue();
    }
    if (changed.kind === 'loggedOut') onExpired();
    return changed.kind;
  };

  return (
    <section ref={place} class="desk" aria-label={strings.title}>
      <Viewers {...watched} />
      <HolderBar conversation={conversation} desk={desk} user={user} act={act} />
      <p class="problem" role="alert">
        {problem}
      </p>
      {mayAnswer && (
        <ReplyBox
          key={conversation.id}
          conversation={conversation}
          user={user}
          act={act}
          onTyped={watched.typed}
        />
      )}
      <details class="beside" open={desk.notes.length + desk.tags.length > 0}>
        <summary>
          {strings.notes} ({desk.notes.length}) · {strings.tags} ({desk.tags.length})
        </summary>
        <Tags
          tags={desk.tags}
          mayChange={mayAnswer}
          onAdd={tag => act(deskApi.tag(conversation.id, { add: [tag] }))}
          onRemove={tag => act(deskApi.tag(conversation.id, { remove: [tag] }))}
        />
        <Notes
          notes={desk.notes}
          mayAdd={mayAnswer}
          onAdd={(text, click) => act(deskApi.note(conversation.id, text, click))}
        />
      </details>
    </section>
  );
}

/** Where a person is wanted what was said last matters most: it stays right above the desk. */
function useNewestInSight({ conversation, messages }: PresentedTranscript) {
  const place = useRef<HTMLElement>(null);
  const last = messages.at(-1)?.sequence;
  useEffect(() => {
    if (conversation.holder === 'bot') return;
    const pane = place.current?.parentElement;
    pane?.scrollTo({ top: pane.scrollHeight });
  }, [conversation.id, last]);
  return place;
}
