export type TextBlock =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'steps'; readonly first: number; readonly items: readonly string[] }
  /** Where the text after it stands in a guide of `total` steps. */
  | { readonly kind: 'progress'; readonly number: number; readonly total: number };

/** Splits a text into prose, numbered steps ("1. Buka aplikasi JMO") and the head of one step ("Langkah 2 dari 8: ..."). */
export function splitText(text: string): readonly TextBlock[] {
  const [head = '', number, total] = /^Langkah (\d{1,2}) dari (\d{1,2}): */.exec(text) ?? [];
  const blocks: ({ kind: 'text'; text: string } | { kind: 'steps'; first: number; items: string[] })[] = [];
  for (const line of text.slice(head.length).split('\n')) {
    const last = blocks.at(-1);
    const [, number, item] = /^\s*(\d{1,2})[.)] +(\S.*)$/.exec(line) ?? [];
    if (number !== undefined && item !== undefined) {
      if (last?.kind === 'steps' && last.first + last.items.length === Number(number)) last.items.push(item);
      else blocks.push({ kind: 'steps', first: Number(number), items: [item] });
    } else if (last?.kind === 'text') last.text += `\n${line}`;
    else blocks.push({ kind: 'text', text: line });
  }
  const said = blocks.filter(block => block.kind === 'steps' || block.text.trim() !== '');
  if (!head) return said;
  return [{ kind: 'progress', number: Number(number), total: Number(total) }, ...said];
}

export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly url: string };

/** Finds web addresses; a full stop or bracket behind one belongs to the sentence. */
export function splitLinks(text: string): readonly TextPart[] {
  return text.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?()'])/i).map((part, index) =>
    // `split` puts what the group matched at the odd places.
    index % 2 === 1 ? { kind: 'link', url: part } : { kind: 'text', text: part },
  );
}
