import type { ChatMessage } from '../direct-line/activity.ts';
import { panelStrings as strings } from '../strings.ts';

interface QuickRepliesProps {
  readonly choices: ChatMessage['choices'];
  readonly onChoose: (value: string) => void;
}

export function QuickReplies({ choices, onChoose }: QuickRepliesProps) {
  if (choices.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be announced as a form
    <div class="choices" role="group" aria-label={strings.choices}>
      {choices.map(({ title, value }) => (
        <button type="button" class="pill" key={value} onClick={() => onChoose(value)}>
          {title}
        </button>
      ))}
    </div>
  );
}
