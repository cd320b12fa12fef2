import { awaitsCode } from '../bot/code-expected.ts';
import type { Conversation } from '../conversations/conversation-store.ts';
import { redact } from '../conversations/redact.ts';
import { HttpError } from '../http/http-error.ts';

/**
 * Nobody of the team writes a code, a password or somebody's numbers into a chat or beside it. It would be masked before
 * it is kept, and its reader would puzzle over the mask: so it is stopped, and its writer is told what it was. Throws
 * `HttpError` 422 `holds-secret` with the kinds found, never the text. `now` in milliseconds since the epoch.
 */
export function refuseSecrets(text: string, chat: Pick<Conversation, 'state'>, now: number): void {
  const codeExpected = awaitsCode(chat, now);
  const { found } = redact(text, { identityStep: false, codeExpected, recentDigits: false });
  if (found.size > 0) throw new HttpError(422, { code: 'holds-secret', about: { found: [...found].sort() } });
}
