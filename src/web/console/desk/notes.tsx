import { useRef, useState } from 'preact/hooks';
import type { PresentedNote } from '../../../console/desk/presented.ts';
import { fullMoment, shortMoment } from '../format.ts';
import { type Changed, newClick } from './desk-api.ts';
import { deskStrings as strings } from './strings.ts';

interface NotesProps {
  readonly notes: readonly PresentedNote[];
  readonly mayAdd: boolean;
  /** `click`: the same while the same note is tried again. */
  readonly onAdd: (text: string, click: string) => Promise<Changed['kind']>;
}

export function Notes({ notes, mayAdd, onAdd }: NotesProps) {
  const [text, setText] = useState('');
  const click = useRef(newClick());
  const add = async (event: Event) => {
    event.preventDefault();
    if (text.trim() === '' || (await onAdd(text, click.current)) !== 'ok') return;
    click.current = newClick();
    setText('');
  };
  return (
    <div class="desk-notes">
      <p class="quiet small">{notes.length === 0 ? strings.noNotes : strings.notesIntro}</p>
      <ol>
        {notes.map(({ by, at, text: written }) => (
          <li key={`${at} ${written}`} class="note">
            <p class="meta">
              <b>{by}</b>
              <time dateTime={at} title={fullMoment(at)}>
                {shortMoment(at)}
              </time>
            </p>
            <p class="note-text">{written}</p>
          </li>
        ))}
      </ol>
      {mayAdd && (
        <form onSubmit={add}>
          <label>
            <span class="unseen">{strings.note}</span>
            <textarea
              rows={2}
              maxLength={2_000}
              placeholder={strings.note}
              value={text}
              onInput={event => {
                click.current = newClick();
                setText(event.currentTarget.value);
              }}
            />
          </label>
          <button type="submit" class="plain">
            {strings.addNote}
          </button>
        </form>
      )}
    </div>
  );
}
