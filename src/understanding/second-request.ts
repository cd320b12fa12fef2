import type { AlsoAsked, Understood } from './understanding.ts';

/**
 * Intents of one strand are told as one story: who writes that the code does not come and that the log-in fails has one
 * problem. Only intents of different strands are two requests.
 */
const strandOf: ReadonlyMap<string, string> = new Map(
  Object.entries({
    access:
      'login_failed data_mismatch server_error kpj_not_registered new_account_inactive account_locked forgot_password ' +
      'forgot_account find_kpj reset_by_sms reset_by_email otp_not_received otp_invalid phone_inactive email_inactive',
    membership: 'employment_status_change contribution_overdue',
    device: 'app_tips official_app',
    person: 'talk_to_agent branch_visit',
    elsewhere: 'out_of_scope claim_or_balance biometric_check other_service',
    chat: 'notify_me stop_notices erase_my_data view_my_data',
  }).flatMap(([strand, intents]) => intents.split(' ').map(intent => [intent, strand] as const)),
);

/** Within one strand these go together; the first decides what is done first (the tie-breaks of the labels). */
const pairs: readonly (readonly [first: string, second: string])[] = [
  ['phone_inactive', 'forgot_password'],
  ['phone_inactive', 'email_inactive'],
  ['phone_inactive', 'forgot_account'],
  ['email_inactive', 'forgot_password'],
];

/** Told together these are one story: claims follow a resignation. */
const oneStory: readonly ReadonlySet<string>[] = [new Set(['membership', 'elsewhere'])];

/** How surely a part must be understood to be a request of its own. */
export const sureOfPart = 0.75;

interface Asked {
  readonly intent: string;
  readonly confidence: number;
}

/**
 * What a message asks for, the first request first, when its parts ask for different things; `undefined` when they tell
 * one story.
 *
 * @param whole how the message was understood as a whole
 * @param parts how its parts were understood, in order; all of them surely
 */
export function twoRequests(
  whole: Understood,
  parts: readonly (Asked & { readonly asks: boolean })[],
): { readonly first: Asked; readonly also: readonly AlsoAsked[] } | undefined {
  const [one, other, ...more] = distinct(parts);
  if (one === undefined || other === undefined || more.length > 0) return undefined;
  const pair = pairs.find(both => both.includes(one.intent) && both.includes(other.intent));
  if (pair === undefined && !(other.asks && differ(one.intent, other.intent))) return undefined;
  if (isAboutSomethingElse(whole, one, other)) return undefined;

  const otherLeads = pair === undefined ? follows(one.intent) : pair[0] === other.intent;
  const [first, second] = otherLeads ? [other, one] : [one, other];
  return { first, also: [{ intent: second.intent, confidence: second.confidence }] };
}

/** The parts are scenery of something third, unless that is understood less surely than a part has to be. */
function isAboutSomethingElse({ kind, intent, confidence }: Understood, one: Asked, other: Asked): boolean {
  const third = kind === 'understood' && intent !== one.intent && intent !== other.intent;
  return third && confidence >= sureOfPart;
}

/** What the bot has no answer to, or does when the rest is done, never comes first. */
function follows(intent: string): boolean {
  const strand = strandOf.get(intent);
  return strand === 'elsewhere' || strand === 'chat';
}

function distinct<T extends Asked>(parts: readonly T[]): readonly T[] {
  return parts.filter(({ intent }, i) => parts.findIndex(other => other.intent === intent) === i);
}

function differ(one: string, other: string): boolean {
  const [first, second] = [strandOf.get(one), strandOf.get(other)];
  if (first === undefined || second === undefined || first === second) return false;
  return !oneStory.some(strands => strands.has(first) && strands.has(second));
}
