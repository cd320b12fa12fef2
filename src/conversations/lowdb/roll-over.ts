import type { ConversationDocument, PartDocument } from './document.ts';

const mostMessages = 400;
const movedAtOnce = 200;

/**
 * lowdb rewrites a whole document at each write, so the oldest messages of a long conversation move to a part of their
 * own. The part is written first; a crash before the main document follows makes it be written again, with the same content.
 */
export function rollOver(
  document: ConversationDocument,
): { readonly main: ConversationDocument; readonly part: PartDocument } | undefined {
  if (document.messages.length <= mostMessages) return undefined;
  const part = document.parts + 1;
  return {
    main: { ...document, parts: part, messages: document.messages.slice(movedAtOnce) },
    part: {
      schema: 1,
      conversation: document.id,
      user: document.user,
      part,
      messages: document.messages.slice(0, movedAtOnce),
    },
  };
}
