/** The port to the incident that the operators have declared. It never declares one by itself. */
export interface IncidentStore {
  /** The trouble that goes on now. Answered at once, so that no turn waits for it. */
  current(): Incident | undefined;
  /** Replaces the one that goes on, if any. Durable when it resolves. */
  declare(trouble: Trouble): Promise<Incident>;
  /** Answers what has ended; `undefined` when nothing was going on. */
  end(): Promise<Incident | undefined>;
  /**
   * Calls back with what goes on: as soon as it is known, which may be at once, and after every change. The returned
   * function stops it.
   */
  watch(onChange: (current: Incident | undefined) => void): () => void;
}

/** What users report of it; the names of intents, and `after_update` for trouble that an update of the app brought. */
export const incidentSymptoms = ['server_error', 'login_failed', 'otp_not_received', 'after_update'] as const;
export type IncidentSymptom = (typeof incidentSymptoms)[number];

export interface Trouble {
  readonly symptom: IncidentSymptom;
  /** A sentence for users instead of the usual one. */
  readonly note?: string;
}

export interface Incident extends Trouble {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly since: string;
}
