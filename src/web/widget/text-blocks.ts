export type TextBlock =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'steps'; readonly first: number; readonly items: readonly string[] };

/** Splits a text into prose and numbered steps ("1. Buka aplikasi JMO"), which are shown as a list. */
export function splitText(text: string): readonly TextBlock[] {
  const blocks: ({ kind: 'text'; text: string } | { kind: 'steps'; first: number; items: string[] })[] = [];
  for (const line of text.split('\n')) {
    const last = blocks.at(-1);
    const [, number, item] = /^\s*(\d{1,2})[.)] +(\S.*)$/.exec(line) ?? [];
    if (number !== undefined && item !== undefined) {
      if (last?.kind === 'steps' && last.first + last.items.length === Number(number)) last.items.push(item);
      else blocks.push({ kind: 'steps', first: Number(number), items: [item] });
    } else if (last?.kind === 'text') last.text += `\n${line}`;
    else blocks.push({ kind: 'text', text: line });
  }
  return blocks.filter(block => block.kind === 'steps' || block.text.trim() !== '');
}
