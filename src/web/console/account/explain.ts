import type { Answer } from '../api.ts';
import { logInStrings, troubleStrings } from '../strings.ts';

type Refusal = Exclude<Answer<unknown>, { kind: 'ok' }>;

/** What went wrong, in words; `proofRefused` when the code or the password that was asked for is not right. */
export function explain(answer: Refusal, proofRefused: string): string {
  switch (answer.kind) {
    case 'loggedOut':
      return logInStrings.expired;
    case 'tooMany':
      return logInStrings.tooMany(Math.ceil(answer.seconds / 60));
    default:
      return answer.code === 'proof-refused' ? proofRefused : troubleStrings[answer.kind];
  }
}
