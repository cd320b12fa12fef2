/** What platforms need beside the bot's own words. */
export const labels = {
  /** Opens a list of choices; at most 20 characters. */
  choose: 'Pilih jawaban',
} as const;
