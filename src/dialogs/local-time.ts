/** Times are said as in Jakarta: nothing is known of where the user is, and the offices' hours are WIB as well. */
const zone = 'Asia/Jakarta';

/** `12 Maret`. @param time milliseconds since the epoch */
export function calendarDay(time: number): string {
  return new Intl.DateTimeFormat('id-ID', { day: 'numeric', month: 'long', timeZone: zone }).format(time);
}

/** `pukul 14.30 WIB`. @param time milliseconds since the epoch */
export function clockTime(time: number): string {
  const hours = new Intl.DateTimeFormat('id-ID', { hour: '2-digit', minute: '2-digit', timeZone: zone });
  return `pukul ${hours.format(time)} WIB`;
}
