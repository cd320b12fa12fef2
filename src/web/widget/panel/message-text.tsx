import type { ComponentChildren } from 'preact';
import { panelStrings as strings } from '../strings.ts';
import { splitLinks, splitText, type TextBlock } from '../text-blocks.ts';

interface MessageTextProps {
  readonly text: string;
  /** Of the bot or a person of the team: steps become lists and addresses links. What a visitor typed stays as it is. */
  readonly rich: boolean;
}

/** Always text nodes, never markup; line breaks stay. */
export function MessageText({ text, rich }: MessageTextProps) {
  if (!rich) return <p class="text">{text}</p>;
  return (
    <>
      {splitText(text).map(block => (
        <Block {...block} />
      ))}
    </>
  );
}

function Block(block: TextBlock) {
  switch (block.kind) {
    case 'text':
      return <p class="text">{linked(block.text.trim())}</p>;
    case 'progress':
      return <Progress number={block.number} total={block.total} />;
    case 'steps':
      return (
        <ol start={block.first}>
          {block.items.map(item => (
            <li>{linked(item)}</li>
          ))}
        </ol>
      );
  }
}

/** "Langkah 2 dari 8" above a step, with a bar that shows how far that is. */
function Progress({ number, total }: { number: number; total: number }) {
  return (
    <p class="step">
      {strings.step(number, total)}
      <progress value={number} max={total} aria-hidden="true" />
    </p>
  );
}

function linked(text: string): ComponentChildren {
  return splitLinks(text).map(part =>
    part.kind === 'text' ? (
      part.text
    ) : (
      <a href={part.url} target="_blank" rel="noopener noreferrer">
        {part.url}
      </a>
    ),
  );
}
