import type { Bubble, Capabilities } from '../push/channel.ts';
import { labels } from '../push/labels.ts';
import { shorten } from '../push/render.ts';
import { plainText } from './plain-text.ts';

/** https://developers.facebook.com/docs/whatsapp/cloud-api (messages, throughput, pair rate limits), seen in 2026-11. */
export const capabilities = {
  longestText: 4_096,
  choices: [
    { kind: 'buttons', most: 3, longestTitle: 20, longestValue: 256, longestText: 1_024 },
    { kind: 'list', most: 10, longestTitle: 24, longestValue: 200, longestText: 1_024 },
  ],
  linkButton: { longestTitle: 20, longestText: 1_024, besideChoices: false },
  pace: { perChat: { every: 6_000, burst: 20 }, overall: { every: 1_000 / 80, burst: 80 } },
} as const satisfies Capabilities;

/** A bubble as the Cloud API wants it. */
export function bodyOf({ text: said, choices, link }: Bubble): object {
  const text = plainText(said);
  if (link) return interactive('cta_url', text, { name: 'cta_url', parameters: urlButton(link) });
  switch (choices?.kind) {
    case 'buttons':
      return interactive('button', text, {
        buttons: choices.options.map(({ title, value }) => ({ type: 'reply', reply: { id: value, title } })),
      });
    case 'list':
      return interactive('list', text, {
        button: labels.choose,
        sections: [{ rows: choices.options.map(({ title, value }) => row(title, value)) }],
      });
    case undefined:
      return { type: 'text', text: { body: text, preview_url: false } };
  }
}

/** Opens the window again: only what Meta has approved may be sent outside it. */
export function templateBody(name: string, language: string): object {
  return { type: 'template', template: { name, language: { code: language } } };
}

function interactive(type: string, text: string, action: object): object {
  return { type: 'interactive', interactive: { type, body: { text }, action } };
}

function urlButton({ title, url }: NonNullable<Bubble['link']>) {
  return { display_text: title, url };
}

const longestDescription = 72;

/** A title that had to be cut stands in full beneath. */
function row(title: string, id: string) {
  const short = shorten(title, capabilities.choices[1].longestTitle);
  return { id, title: short, ...(short !== title && { description: shorten(title, longestDescription) }) };
}
