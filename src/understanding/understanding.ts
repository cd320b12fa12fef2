/** The port between the bot and whatever understands Indonesian. It imports nothing and knows no dialog. */
export interface Understanding {
  /** Never throws, whatever the text; answers in well under 20 ms for any input. */
  understand(text: string): Understood;
}

export interface Understood {
  /** `understood`: act on `intent`. `unsure`: ask which of `choices`. `unknown`: nothing fits, ask to rephrase. */
  readonly kind: 'understood' | 'unsure' | 'unknown';
  /** The most probable label, also when unsure or unknown. */
  readonly intent: string;
  /** Calibrated probability of `intent`, 0..1. */
  readonly confidence: number;
  /** Two or three labels in order of probability when unsure, otherwise empty. */
  readonly choices: readonly string[];
  readonly entities: readonly Entity[];
  /** Which of its kinds, of an intent that has kinds and when one stands out. */
  readonly intentKind?: string;
  /** What else the message asks for, understood as surely as `intent`; absent when it asks for one thing. */
  readonly also?: readonly AlsoAsked[];
}

/** Of what is no text. */
export const nothingUnderstood: Understood = {
  kind: 'unknown',
  intent: '',
  confidence: 0,
  choices: [],
  entities: [],
};

export interface AlsoAsked {
  readonly intent: string;
  readonly confidence: number;
}

/** What was found in the text. Values are in clear: they live for one turn and are never written or logged. */
export type Entity =
  | { readonly type: 'nik'; readonly value: string }
  | { readonly type: 'kpj'; readonly value: string }
  | { readonly type: 'phone'; readonly value: string }
  | { readonly type: 'email'; readonly value: string }
  /** Where the code shall go. */
  | { readonly type: 'route'; readonly value: 'sms' | 'email' }
  /** A message of data/error-messages.yml, by its id; `similarity` 0..1. */
  | {
      readonly type: 'errorMessage';
      readonly value: string;
      readonly intent: string;
      readonly similarity: number;
    }
  /** Where the code shall not go: "jangan lewat sms". */
  | { readonly type: 'refusedRoute'; readonly value: 'sms' | 'email' }
  /** Time since something happened, in whole days; `of` says whether that was the registration. */
  | { readonly type: 'duration'; readonly days: number; readonly of: 'registration' | 'other' }
  /** A calendar day as it was said; without `year` the latest such day is meant. `month` 1..12. */
  | { readonly type: 'date'; readonly day: number; readonly month: number; readonly year?: number }
  | { readonly type: 'symptom'; readonly value: Symptom }
  /** Membership: wage earner, independent worker, migrant. Several when somebody tells of a change, in the order said. */
  | { readonly type: 'segment'; readonly value: 'PU' | 'BPU' | 'PMI' };

/** Circumstances that change the advice, whatever the intent. */
export const symptoms = [
  'after-update',
  'reinstalled',
  'other-device',
  'new-phone',
  'credentials-correct',
  'abroad',
  'dual-sim',
  'vpn',
  'weak-signal',
  'inbox-full',
  'in-spam',
  'no-credit',
  /** It is about the account of a parent, partner, colleague. */
  'for-somebody-else',
  'app-crash',
  'update-asked',
  'old-system',
  'wrong-clock',
  /** How is the cache of the app emptied? */
  'cache-asked',
  /** Arrears that are paid already. */
  'paid',
] as const;
export type Symptom = (typeof symptoms)[number];

export function findEntity<T extends Entity['type']>(
  entities: readonly Entity[],
  type: T,
): Extract<Entity, { type: T }> | undefined {
  return entities.find((entity): entity is Extract<Entity, { type: T }> => entity.type === type);
}

/** Some models can say which words decided; others cannot. */
export interface Explaining {
  /** Never throws; a few milliseconds, so for a person who asks, not for every message. */
  explain(text: string): Explanation;
}

export interface Explanation {
  readonly intent: string;
  /**
   * The words that speak for `intent` (weight above 0) or against it (below 0), as written, the weightiest first. The
   * weight is what the log-odds of `intent` lose without the word. Long numbers and addresses never appear.
   */
  readonly words: readonly { readonly word: string; readonly weight: number }[];
}

export function canExplain<T extends Understanding>(understanding: T): understanding is T & Explaining {
  return 'explain' in understanding && typeof understanding.explain === 'function';
}

/** Some models can name the intents that come next. */
export interface Ranking {
  /** Never throws. The most probable first, each with its calibrated probability. */
  rank(text: string, count: number): readonly Ranked[];
}

export interface Ranked {
  readonly intent: string;
  readonly probability: number;
}

export function canRank<T extends Understanding>(understanding: T): understanding is T & Ranking {
  return 'rank' in understanding && typeof understanding.rank === 'function';
}
