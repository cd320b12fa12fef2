/** Lower case, letters and digits only, single spaces: how answers are compared. Linear in the length of the text. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .slice(0, 200)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
