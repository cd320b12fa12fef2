import { describe, expect, it } from 'vitest';
import { deskAt, OfficeHours } from '../../src/content/office-hours.ts';

const week = ['senin', 'selasa', 'rabu', 'kamis', 'jumat'];
const desk = (more: object = {}) =>
  OfficeHours.parse({
    zone: 'Asia/Jakarta',
    hours: [
      { days: week, opens: '13.00', closes: '17.00' },
      { days: week, opens: '08.00', closes: '12.00' },
    ],
    ...more,
  });
/** Local time in Jakarta; 12 March 2026 is a Thursday. */
const wib = (day: number, time: string) =>
  Date.parse(`2026-03-${String(day).padStart(2, '0')}T${time}:00+07:00`);

describe('when the support desk answers', () => {
  it.each([
    ['in the first shift', wib(12, '08:00'), { kind: 'open', closes: '12.00 WIB' }],
    [
      'in the second shift, whatever the order they are written in',
      wib(12, '16:59'),
      { kind: 'open', closes: '17.00 WIB' },
    ],
    [
      'at noon between two shifts',
      wib(12, '12:00'),
      { kind: 'closed', opens: '13.00 WIB', when: { kind: 'today' } },
    ],
    [
      'early in the morning',
      wib(12, '00:00'),
      { kind: 'closed', opens: '08.00 WIB', when: { kind: 'today' } },
    ],
    ['in the evening', wib(12, '17:00'), { kind: 'closed', opens: '08.00 WIB', when: { kind: 'tomorrow' } }],
    [
      'before a weekend',
      wib(13, '17:00'),
      { kind: 'closed', opens: '08.00 WIB', when: { kind: 'later', day: 'Senin, 16 Maret' } },
    ],
  ])('%s', (_when, now, state) => {
    expect(deskAt(desk(), now)).toEqual(state);
  });

  it('is closed on a holiday, also to whoever asks on the evening before', () => {
    const closed = desk({ holidays: [{ date: '2026-03-13', name: 'Libur' }] });
    const monday = { kind: 'closed', opens: '08.00 WIB', when: { kind: 'later', day: 'Senin, 16 Maret' } };
    expect(deskAt(closed, wib(13, '09:00'))).toEqual(monday);
    expect(deskAt(closed, wib(12, '18:00'))).toEqual(monday);
  });

  it('counts days and hours where the desk is, not in Jakarta or at Greenwich', () => {
    const east = desk({ zone: 'Asia/Jayapura' });
    expect(deskAt(east, wib(12, '06:00'))).toEqual({ kind: 'open', closes: '12.00 WIT' });
    expect(deskAt(east, wib(12, '22:30'))).toEqual({
      kind: 'closed',
      opens: '08.00 WIT',
      when: { kind: 'today' },
    });
  });

  it('may be open until midnight', () => {
    const late = desk({ hours: [{ days: ['kamis'], opens: '20.00', closes: '24.00' }] });
    expect(deskAt(late, wib(12, '23:59'))).toEqual({ kind: 'open', closes: '24.00 WIB' });
    expect(deskAt(late, wib(13, '00:00'))).toMatchObject({
      kind: 'closed',
      when: { day: 'Kamis, 19 Maret' },
    });
  });

  it('promises nothing when nobody said the hours, or when it stays closed for a month', () => {
    const holidays = Array.from({ length: 40 }, (_, ahead) => ({
      date: new Date(wib(12, '12:00') + ahead * 24 * 60 * 60_000).toISOString().slice(0, 10),
      name: 'Libur panjang',
    }));
    expect(deskAt(undefined, wib(12, '09:00'))).toEqual({ kind: 'unknown' });
    expect(deskAt(desk({ holidays }), wib(12, '09:00'))).toEqual({ kind: 'unknown' });
  });

  it('refuses hours that end before they begin', () => {
    expect(() => desk({ hours: [{ days: week, opens: '17.00', closes: '08.00' }] })).toThrow(
      'closes harus sesudah opens',
    );
  });
});
