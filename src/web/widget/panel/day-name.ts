import { panelStrings as strings } from '../strings.ts';

const dates = new Intl.DateTimeFormat('id-ID', { day: 'numeric', month: 'long' });

/** "Hari ini", "Kemarin" or "12 Maret", in the visitor's own time. */
export function dayName(day: string, now = new Date()): string {
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (day === now.toDateString()) return strings.today;
  if (day === yesterday.toDateString()) return strings.yesterday;
  return dates.format(new Date(day));
}
