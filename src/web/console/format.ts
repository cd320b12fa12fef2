const day = new Intl.DateTimeFormat('id-ID', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const clock = new Intl.DateTimeFormat('id-ID', { hour: '2-digit', minute: '2-digit' });
const short = new Intl.DateTimeFormat('id-ID', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const full = new Intl.DateTimeFormat('id-ID', { dateStyle: 'medium', timeStyle: 'long' });

/** All in the reader's time zone. */

/** E.g. "Kamis, 12 Maret 2026". */
export function dayOf(at: string): string {
  return day.format(new Date(at));
}

/** E.g. "09.05". */
export function timeOf(at: string): string {
  return clock.format(new Date(at));
}

/** E.g. "12 Mar, 09.05". */
export function shortMoment(at: string): string {
  return short.format(new Date(at));
}

/** With seconds and zone. */
export function fullMoment(at: string): string {
  return full.format(new Date(at));
}
