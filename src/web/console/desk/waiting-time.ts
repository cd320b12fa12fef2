import { queueStrings as strings } from './strings.ts';

const minute = 60_000;

/** E.g. "12 menit", "1 jam 5 menit"; both ISO 8601. */
export function waitingTime(since: string, now: number): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(since)) / minute));
  if (minutes < 1) return strings.lessThanMinute;
  if (minutes < 60) return strings.minutes(minutes);
  if (minutes < 24 * 60) return strings.hours(Math.floor(minutes / 60), minutes % 60);
  return strings.days(Math.floor(minutes / (24 * 60)));
}
