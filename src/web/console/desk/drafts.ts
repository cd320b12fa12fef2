/** A reply that was not sent yet. `click`: it was tried, and to try again is the same click. */
export interface Draft {
  readonly text: string;
  readonly click?: string;
  /** The session ended while it was being sent: it goes out by itself once its writer is back. */
  readonly goesOut?: boolean;
}

/**
 * Drafts stay in this tab only, each with its chat and its writer: a colleague who logs in after them neither sees nor
 * sends it.
 */
export function draftsOf(user: string, conversation: string) {
  const key = `draft ${user} ${conversation}`;
  return {
    read: (): Draft => parsed(sessionStorage.getItem(key)),
    keep(draft: Draft): void {
      if (draft.text === '') sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, JSON.stringify(draft));
    },
  };
}

const none: Draft = { text: '' };

function parsed(kept: string | null): Draft {
  if (kept === null) return none;
  const { text, click, goesOut } = Object(JSON.parse(kept));
  return {
    text: String(text),
    ...(typeof click === 'string' && { click }),
    ...(goesOut === true && { goesOut }),
  };
}
