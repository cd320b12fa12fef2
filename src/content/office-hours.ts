import { z } from 'zod';

/** Monday first, as in the days of a week that an editor writes. */
const days = ['senin', 'selasa', 'rabu', 'kamis', 'jumat', 'sabtu', 'minggu'] as const;

/** Indonesia has no daylight saving time. */
const zones = {
  'Asia/Jakarta': { hoursFromUtc: 7, short: 'WIB' },
  'Asia/Makassar': { hoursFromUtc: 8, short: 'WITA' },
  'Asia/Jayapura': { hoursFromUtc: 9, short: 'WIT' },
} as const;

const Time = z
  .string()
  .regex(/^(?:[01]\d|2[0-3])\.[0-5]\d$|^24\.00$/, 'tulis jam dari 00.00 sampai 24.00, misalnya "08.00"');

const Shift = z
  .strictObject({ days: z.array(z.enum(days)).min(1), opens: Time, closes: Time })
  .refine(({ opens, closes }) => minutesOf(opens) < minutesOf(closes), 'closes harus sesudah opens');

/** When people of the support team answer chats; `usualReplyMinutes` only where somebody has measured it. */
export const OfficeHours = z.strictObject({
  zone: z.enum(['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura']),
  hours: z.array(Shift).min(1),
  holidays: z.array(z.strictObject({ date: z.iso.date(), name: z.string().min(1) })).default([]),
  usualReplyMinutes: z.int().positive().exactOptional(),
});
export type OfficeHours = z.infer<typeof OfficeHours>;

export type DeskState =
  | { readonly kind: 'open' /** E.g. `17.00 WIB`. */; readonly closes: string }
  | { readonly kind: 'closed'; readonly opens: string; readonly when: Opening }
  /** Nobody has said when, or not within the next weeks. */
  | { readonly kind: 'unknown' };

export type Opening =
  | { readonly kind: 'today' }
  | { readonly kind: 'tomorrow' }
  /** E.g. `Senin, 16 Maret`. */
  | { readonly kind: 'later'; readonly day: string };

/** So far the next opening is looked for; the longest holidays are shorter. */
const lookAhead = 31;

/** Is somebody at the desk at `now` (milliseconds since the epoch), and if not, when next? */
export function deskAt(desk: OfficeHours | undefined, now: number): DeskState {
  if (!desk) return { kind: 'unknown' };
  const zone = zones[desk.zone];
  const local = now + zone.hoursFromUtc * hour;
  const [today, minute] = [Math.floor(local / day), Math.floor((local % day) / 60_000)];
  const shifts = shiftsOn(desk, today);
  const current = shifts.find(
    ({ opens, closes }) => minutesOf(opens) <= minute && minute < minutesOf(closes),
  );
  if (current) return { kind: 'open', closes: `${current.closes} ${zone.short}` };
  for (let ahead = 0; ahead <= lookAhead; ahead++) {
    const next = shiftsOn(desk, today + ahead).find(({ opens }) => ahead > 0 || minutesOf(opens) > minute);
    if (next) return { kind: 'closed', opens: `${next.opens} ${zone.short}`, when: opening(ahead, today) };
  }
  return { kind: 'unknown' };
}

const hour = 60 * 60_000;
const day = 24 * hour;

/** The shifts of a day (counted from 1 January 1970, a Thursday), earliest first; none on a holiday. */
function shiftsOn({ hours, holidays }: OfficeHours, dayNumber: number) {
  const date = new Date(dayNumber * day).toISOString().slice(0, 'yyyy-mm-dd'.length);
  if (holidays.some(holiday => holiday.date === date)) return [];
  const name = days[(dayNumber + 3) % days.length];
  return hours
    .filter(shift => shift.days.some(other => other === name))
    .sort((a, b) => minutesOf(a.opens) - minutesOf(b.opens));
}

function opening(ahead: number, today: number): Opening {
  if (ahead === 0) return { kind: 'today' };
  if (ahead === 1) return { kind: 'tomorrow' };
  const at = new Date((today + ahead) * day);
  return { kind: 'later', day: dayName.format(at) };
}

const dayName = new Intl.DateTimeFormat('id-ID', {
  timeZone: 'UTC',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
});

function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split('.');
  return Number(hours) * 60 + Number(minutes);
}
