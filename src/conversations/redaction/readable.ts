/** Controls but the line feed, and the marks that turn the direction of writing: they hide or forge what a reader sees. */
const unseen = /(?!\n)\p{Cc}|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** The text without what could mislead a reader of the transcript or break a file: tabs are spaces, halves of characters `�`. */
export function readable(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .replace(unseen, '');
}
