/** HTML that is safe to send: made only by `html`, which escapes everything that is put in. */
export interface Html {
  readonly markup: string;
}

type Hole = string | number | Html | readonly Html[];

/** `html\`<p>${text}</p>\``: texts are escaped, other `html` goes in as it is. Attributes must be quoted. */
export function html(parts: TemplateStringsArray, ...holes: readonly Hole[]): Html {
  return {
    markup: parts.reduce((page, part, index) => page + render(holes[index - 1] ?? '') + part),
  };
}

export const nothing: Html = { markup: '' };

function render(hole: Hole): string {
  if (typeof hole === 'string' || typeof hole === 'number') return escapeText(String(hole));
  if ('markup' in hole) return hole.markup;
  return hole.map(({ markup }) => markup).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, character => entities[character] ?? '');
}
