import { usualActivationDays } from './account-verdict.ts';

/** What may be over by itself after a while, so that asking again helps. `any`: the user wants to be asked, whatever it is. */
export const followUpCauses = [
  'serverTrouble',
  'payment',
  'newAccountWeek',
  'newAccountTwoWeeks',
  'any',
] as const;
export type FollowUpCause = (typeof followUpCauses)[number];

export const followUpTimers = followUpCauses.map(timerOf);
export type FollowUpTimer = `follow-up-${FollowUpCause}`;

/** What the user is offered to be asked about later. A new account is asked about twice: after one and after two weeks. */
export const offeredTopics = ['serverTrouble', 'payment', 'newAccount'] as const;
export type OfferedTopic = (typeof offeredTopics)[number];
export type FollowUpTopic = OfferedTopic | 'any';

export interface PlannedFollowUp {
  readonly cause: FollowUpCause;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Earliest first. */
export type PlannedFollowUps = readonly [PlannedFollowUp, ...PlannedFollowUp[]];

interface Wish {
  readonly topic: FollowUpTopic;
  /** Milliseconds since the epoch of the registration, when it is known. */
  readonly registeredAt?: number | undefined;
  /** `soon`: some hours. Otherwise the topic decides. */
  readonly when?: 'soon' | 'tomorrow';
}

const hour = 60 * 60_000;
const day = 24 * hour;

/** Trouble of the server is usually over by then; a payment is usually booked (the article only, hence "biasanya"). */
const troubleLasts = 3 * hour;
const paymentTakes = 4 * hour;

/** Fraction of the usual time after which many new accounts work already. */
const firstLook = usualActivationDays / 2;

/** When to ask again; never at night. */
export function planFollowUps({ topic, registeredAt, when }: Wish, now: number): PlannedFollowUps {
  switch (topic) {
    case 'serverTrouble':
      return [{ cause: 'serverTrouble', at: inDaytime(now + troubleLasts) }];
    case 'payment':
      return [{ cause: 'payment', at: when === 'soon' ? inDaytime(now + paymentTakes) : tomorrow(now) }];
    case 'newAccount':
      return newAccount(registeredAt, now);
    case 'any':
      return [{ cause: 'any', at: tomorrow(now) }];
  }
}

/** Without a date of registration: once, in a week. */
function newAccount(registeredAt: number | undefined, now: number): PlannedFollowUps {
  if (registeredAt === undefined) return [{ cause: 'newAccountWeek', at: morningOf(now + firstLook * day) }];
  const first = { cause: 'newAccountWeek', at: morningOf(registeredAt + firstLook * day) } as const;
  const due = morningOf(registeredAt + usualActivationDays * day);
  const second = { cause: 'newAccountTwoWeeks', at: due > now ? due : tomorrow(now) } as const;
  return first.at > now ? [first, second] : [second];
}

/** Western Indonesia Time has no daylight saving; the east is one or two hours further, still within these hours. */
const wib = 7 * hour;
const morning = 9 * hour;
const evening = 19 * hour;

/** The same moment if it lies between nine and seven o'clock WIB, otherwise the next morning. */
export function inDaytime(at: number): number {
  const sinceMidnight = (at + wib) % day;
  if (sinceMidnight < morning) return at - sinceMidnight + morning;
  return sinceMidnight <= evening ? at : at - sinceMidnight + day + morning;
}

function morningOf(at: number): number {
  return at - ((at + wib) % day) + morning;
}

function tomorrow(now: number): number {
  return morningOf(now + day);
}

export function timerOf<C extends FollowUpCause>(cause: C): `follow-up-${C}` {
  return `follow-up-${cause}`;
}

export function causeOfTimer(name: string): FollowUpCause | undefined {
  return followUpCauses.find(cause => timerOf(cause) === name);
}

const spoken = new Intl.DateTimeFormat('id-ID', { timeZone: 'Asia/Jakarta', day: 'numeric', month: 'long' });
const spokenHour = new Intl.DateTimeFormat('id-ID', {
  timeZone: 'Asia/Jakarta',
  hour: '2-digit',
  minute: '2-digit',
});

/** "12 Maret sekitar jam 09.00 WIB". */
export function sayWhen(at: number): string {
  return `${spoken.format(at)} sekitar jam ${spokenHour.format(at)} WIB`;
}
