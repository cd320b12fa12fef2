/** `erase`: "hapus data saya". `access`: "lihat data saya". */
export const privacyKinds = ['erase', 'access'] as const;
export type PrivacyKind = (typeof privacyKinds)[number];

/** What the API says of requests about personal data, in types only. Times ISO 8601, UTC. */
export interface PresentedPrivacyRequest {
  readonly id: string;
  readonly kind: PrivacyKind;
  /** Absent when the bot has erased it. */
  readonly conversation?: string | undefined;
  readonly askedAt: string;
  /** Three times 24 hours later. */
  readonly dueAt: string;
  /** Name; absent when it was asked for in the chat itself. */
  readonly recordedBy?: string | undefined;
  /** `by` is absent when the bot did it. */
  readonly done?:
    | { readonly at: string; readonly by?: string | undefined; readonly conversations: number }
    | undefined;
}

export interface PresentedPrivacy {
  readonly requests: readonly PresentedPrivacyRequest[];
  /** Conversations are erased when nothing was said for so many days; absent: never by age. */
  readonly retentionDays?: number | undefined;
  /** Erasures that users asked for in the chat and that are still being tried. */
  readonly waitingInChat: number;
}
