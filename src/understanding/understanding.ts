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
    };

export function findEntity<T extends Entity['type']>(
  entities: readonly Entity[],
  type: T,
): Extract<Entity, { type: T }> | undefined {
  return entities.find((entity): entity is Extract<Entity, { type: T }> => entity.type === type);
}
