import { useEffect, useRef, useState } from 'preact/hooks';
import type { PresentedConversation, PresentedUser } from '../../../console/presented.ts';
import { CannedReplies } from './canned-replies.tsx';
import type { Act } from './desk.tsx';
import { deskApi, newClick } from './desk-api.ts';
import { type Draft, draftsOf } from './drafts.ts';
import { deskStrings as strings } from './strings.ts';

interface ReplyBoxProps {
  readonly conversation: PresentedConversation;
  readonly user: PresentedUser;
  readonly act: Act;
  readonly onTyped: () => void;
}

/** As long as every channel lets through in one message. */
const longest = 2_000;

/** Where a reply is written. Whatever goes wrong, what was written stays here and is sent at most once. */
export function ReplyBox({ conversation: { id, agent }, user, act, onTyped }: ReplyBoxProps) {
  const drafts = useRef(draftsOf(user.id, id)).current;
  const [draft, setDraft] = useState(drafts.read);
  const [sending, setSending] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const mine = agent?.id === user.id;
  const keep = (next: Draft) => {
    drafts.keep(next);
    setDraft(next);
  };

  const send = async ({ text, click = newClick() }: Draft) => {
    if (sending || text.trim() === '') return;
    setSending(true);
    // Before it goes: should the session be over, the page is gone before it hears of it.
    drafts.keep({ text, click, goesOut: true });
    const sent = await act(deskApi.reply(id, text, click));
    setSending(false);
    if (sent === 'loggedOut') return;
    keep(sent === 'ok' ? { text: '' } : { text, click });
    field.current?.focus();
  };

  useEffect(() => {
    if (draft.goesOut && mine) void send(draft);
  }, [mine]);

  if (!mine) return draft.text === '' ? null : <p class="notice small">{strings.draftKept}</p>;
  const write = (text: string) => {
    onTyped();
    keep({ text });
  };
  return (
    <form
      class="reply"
      onSubmit={event => {
        event.preventDefault();
        void send(draft);
      }}
    >
      <CannedReplies
        conversation={id}
        onChoose={text => {
          write(draft.text.trim() === '' ? text : `${draft.text.trimEnd()}\n${text}`);
          field.current?.focus();
        }}
      />
      <label>
        <span class="unseen">{strings.reply}</span>
        <textarea
          ref={field}
          rows={3}
          maxLength={longest}
          placeholder={strings.reply}
          value={draft.text}
          readOnly={sending}
          onInput={event => write(event.currentTarget.value)}
          onKeyDown={event => keyDown(event, () => void send(draft))}
        />
      </label>
      <div class="reply-end">
        <span class="quiet small" role="status">
          {sending && draft.goesOut ? strings.sendingKept : strings.replyHint}
        </span>
        <button type="submit" class="primary slim" aria-disabled={sending || draft.text.trim() === ''}>
          {sending ? strings.sending : strings.send}
        </button>
      </div>
    </form>
  );
}

/** Esc leaves the field, not the conversation. */
function keyDown(event: KeyboardEvent & { readonly currentTarget: HTMLElement }, send: () => void): void {
  if (event.key === 'Escape') {
    event.stopPropagation();
    event.currentTarget.blur();
  }
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    send();
  }
}
