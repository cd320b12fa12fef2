import type { PlatformAnswer } from './call-platform.ts';

/** What `npm run -s channels` found out; `fix` when it is not in order. For operators, in Indonesian. */
export interface Finding {
  readonly what: string;
  readonly fix?: string;
}

/** In milliseconds: beyond it tokens are refused, and a message may seem to be too old. */
const tolerance = 60_000;

/** Our clock beside the platform's. */
export function clockFinding(answer: PlatformAnswer, now: number): readonly Finding[] {
  if (answer.kind === 'unreachable' || answer.date === undefined) return [];
  const seconds = Math.round((now - answer.date) / 1_000);
  const what = `selisih jam dengan server ${seconds} detik`;
  if (Math.abs(seconds) * 1_000 <= tolerance) return [{ what }];
  return [
    {
      what,
      fix: 'Jam mesin ini salah. Nyalakan sinkronisasi waktu (NTP), misalnya: timedatectl set-ntp true',
    },
  ];
}
