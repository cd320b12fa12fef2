import type { IncomingMessage } from 'node:http';

const longest = 200;

/** What a browser calls itself, for the list of one's own sessions; it may say anything. */
export function deviceOf({ headers }: IncomingMessage): string | undefined {
  const said = headers['user-agent']?.replace(/[\p{Cc}\p{Cf}]/gu, '').trim();
  return said ? said.slice(0, longest) : undefined;
}
