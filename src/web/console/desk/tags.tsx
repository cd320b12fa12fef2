import { useState } from 'preact/hooks';
import type { Changed } from './desk-api.ts';
import { deskStrings as strings } from './strings.ts';

interface TagsProps {
  readonly tags: readonly string[];
  readonly mayChange: boolean;
  readonly onAdd: (tag: string) => Promise<Changed['kind']>;
  readonly onRemove: (tag: string) => Promise<Changed['kind']>;
}

export function Tags({ tags, mayChange, onAdd, onRemove }: TagsProps) {
  const [text, setText] = useState('');
  const add = async (event: Event) => {
    event.preventDefault();
    if (text.trim() !== '' && (await onAdd(text)) === 'ok') setText('');
  };
  return (
    <div class="desk-tags">
      {tags.length === 0 && <p class="quiet small">{strings.noTags}</p>}
      <ul class="tags" aria-label={strings.tags}>
        {tags.map(tag => (
          <li key={tag} class="badge">
            {tag}
            {mayChange && (
              <button type="button" aria-label={strings.removeTag(tag)} onClick={() => void onRemove(tag)}>
                ×
              </button>
            )}
          </li>
        ))}
      </ul>
      {mayChange && (
        <form onSubmit={add}>
          <label>
            <span class="unseen">{strings.tag}</span>
            <input
              value={text}
              maxLength={30}
              placeholder={strings.tag}
              onInput={event => setText(event.currentTarget.value)}
            />
          </label>
          <button type="submit" class="plain">
            {strings.addTag}
          </button>
        </form>
      )}
    </div>
  );
}
