import type { Surroundings } from '../../src/surroundings.ts';
import { openAzure, saidOnAzure } from './bot-framework/fake-azure.ts';
import type { Answer, Request } from './fake-platform.ts';
import { openTelegram, said } from './telegram/telegram-server.ts';
import { createGraph } from './whatsapp/fake-graph.ts';
import { openWhatsApp, saidOnWhatsApp, whatsapp } from './whatsapp/whatsapp-server.ts';

type Opened = Pick<Awaited<ReturnType<typeof openTelegram>>, 'assistant' | 'clock' | 'platform' | 'settle'>;

/** One user of one channel, the same for each: what they send as the platform brings it, and what they see. */
export interface End extends Opened {
  post(body: unknown): Promise<Response>;
  text(text: string): unknown;
  /** Something that is no text; `secret` stands wherever the platform has room for words. */
  things(secret: string): Readonly<Record<string, unknown>>;
  /** The last choice that is shown, to be tapped now or later; undefined when none is. */
  shown(): (() => unknown) | undefined;
  /** Texts that arrived, in order. */
  arrived(): readonly string[];
  /** Whether the platform would turn marks in the last text into formatting. */
  formats(): boolean;
  typing(): number;
}

/** What WhatsApp makes bold, italic, struck through or code. */
const formatting = /(^|\W)(\*\S[^*]*\S\*|_\S[^_]*\S_|~\S[^~]*\S~|`\S[^`]*`)(\W|$)/;

type Open = (down?: () => boolean, surroundings?: Surroundings) => Promise<End>;

/** `down`: while it says so the platform cuts every connection. */
export const ends: Readonly<Record<string, Open>> = {
  async Telegram(down = () => false, surroundings) {
    const ok: Answer = { status: 200, body: { ok: true, result: {} } };
    const own = await openTelegram(() => (down() ? undefined : ok), {}, surroundings);
    const { platform, media, tap } = own;
    return {
      ...own,
      things: secret => ({
        sticker: media({ sticker: { file_id: secret, emoji: '👍' } }),
        voice: media({ voice: { file_id: secret } }),
        location: media({ location: { latitude: 1, longitude: 2, title: secret } }),
        contact: media({ contact: { phone_number: secret, first_name: secret } }),
        document: media({ document: { file_id: secret, file_name: secret }, caption: secret }),
        photo: media({ photo: [{ file_id: secret }], caption: secret }),
      }),
      shown() {
        const button = said(platform.requests).at(-1)?.reply_markup?.inline_keyboard.flat().at(-1);
        return button && (() => tap(button.callback_data));
      },
      arrived: () => said(platform.requests).map(({ text }) => text),
      formats: () => said(platform.requests).at(-1)?.parse_mode !== undefined,
      typing: () => platform.requests.filter(({ path }) => path.endsWith('/sendChatAction')).length,
    };
  },

  async WhatsApp(down = () => false, surroundings) {
    const graph = createGraph(whatsapp);
    const own = await openWhatsApp(request => (down() ? undefined : graph(request)), {}, surroundings);
    const { platform, message, batch, value, text, tap } = own;
    const one = (sent: object) => batch(value({ messages: [sent] }));
    return {
      ...own,
      text: words => one(text(words)),
      things: secret => ({
        sticker: one(message({ type: 'sticker', sticker: { id: secret } })),
        voice: one(message({ type: 'audio', audio: { id: secret, voice: true } })),
        location: one(message({ type: 'location', location: { latitude: 1, longitude: 2, name: secret } })),
        contact: one(message({ type: 'contacts', contacts: [{ name: { formatted_name: secret } }] })),
        document: one(message({ type: 'document', document: { id: secret, filename: secret } })),
        photo: one(message({ type: 'image', image: { id: secret, caption: secret } })),
      }),
      shown() {
        const row = saidOnWhatsApp(platform.requests).at(-1)?.interactive?.action.sections?.[0].rows.at(-1);
        return row && (() => one(tap(row.id, row.title)));
      },
      arrived: () =>
        saidOnWhatsApp(platform.requests).map(body => body.text?.body ?? body.interactive.body.text),
      formats: () => formatting.test(saidOnWhatsApp(platform.requests).at(-1)?.text.body),
      typing: () => platform.requests.filter(({ body }) => body.typing_indicator !== undefined).length,
    };
  },

  async 'Azure Bot Service'(down = () => false, surroundings) {
    const taken: Answer = { status: 200, body: { id: 'x' } };
    const own = await openAzure(() => (down() ? undefined : taken), {}, surroundings);
    const { azure: platform, activity, text } = own;
    const attached = (contentType: string, secret: string) =>
      activity({ type: 'message', attachments: [{ contentType, contentUrl: secret, name: secret }] });
    return {
      ...own,
      platform,
      things: secret => ({
        sticker: attached('image/gif', secret),
        voice: attached('audio/ogg', secret),
        location: activity({ type: 'message', attachments: [], entities: [{ type: 'Place', name: secret }] }),
        contact: attached('text/vcard', secret),
        document: attached('application/vnd.microsoft.teams.file.download.info', secret),
        photo: attached('image/jpeg', secret),
      }),
      shown() {
        const action = saidOnAzure(platform.requests).at(-1)?.suggestedActions?.actions.at(-1);
        return action && (() => text(action.value));
      },
      arrived: () => saidOnAzure(platform.requests).map(({ text: words }) => words),
      formats: () => saidOnAzure(platform.requests).at(-1)?.textFormat !== 'plain',
      typing: () => platform.requests.filter(({ body }: Request) => body.type === 'typing').length,
    };
  },
};
