import { splitText } from '../text-blocks.ts';

/** Always text nodes, never markup: line breaks stay, and numbered steps become a list where `steps` allows it. */
export function MessageText({ text, steps }: { text: string; steps: boolean }) {
  if (!steps) return <p class="text">{text}</p>;
  return (
    <>
      {splitText(text).map(block =>
        block.kind === 'text' ? (
          <p class="text">{block.text.trim()}</p>
        ) : (
          <ol start={block.first}>
            {block.items.map(item => (
              <li>{item}</li>
            ))}
          </ol>
        ),
      )}
    </>
  );
}
