/** Lower case, letters and digits only, single spaces: how answers are compared. Linear in the length of the text. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .slice(0, 200)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const forms = new Map<string, string>();

/** The same for what an editor wrote, which is finite and compared in every turn. Never for what a user typed. */
export function plainForm(written: string): string {
  const known = forms.get(written);
  if (known !== undefined) return known;
  const form = plain(written);
  forms.set(written, form);
  return form;
}
