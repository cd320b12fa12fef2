import { join } from 'node:path';
import type { ContentProblem } from '../content/problem.ts';
import { CopyReader } from '../content/words-reader.ts';
import { accountVerdictWords } from './account-verdict.ts';
import { asidesWords } from './asides.ts';
import { causesAppWords } from './causes-app.ts';
import { causesLoginWords } from './causes-login.ts';
import { causesMembershipWords } from './causes-membership.ts';
import { checkAccountWords } from './check-account.ts';
import { codeTroubleWords } from './code-trouble.ts';
import { commandsWords } from './commands.ts';
import type { Copy, Words } from './copy.ts';
import { diagnosisWords } from './diagnosis.ts';
import { followUpWords } from './follow-up.ts';
import { guideWords } from './guide.ts';
import { handoverWords } from './handover.ts';
import { helpingSomeoneWords } from './helping-someone.ts';
import { incidentWords } from './incident.ts';
import { lostContactWords } from './lost-contact.ts';
import { myDataWords } from './my-data.ts';
import { noticesWords } from './notices.ts';
import { offerFollowUpWords } from './offer-follow-up.ts';
import { permitNoticeWords } from './permit-notice.ts';
import { ratingWords } from './rating.ts';
import { repairWords } from './repair.ts';
import { resetPasswordWords } from './reset-password.ts';
import { scamGuardWords } from './scam-guard.ts';
import { sideQuestionsWords } from './side-questions.ts';
import { talkToAgentWords } from './talk-to-agent.ts';
import { verifyOwnerWords } from './verify-owner-words.ts';
import { wayOutWords } from './way-out.ts';
import { welcomeWords } from './welcome.ts';
import { welcomeBackWords } from './welcome-back.ts';

/** Every contract of words: dialogs/ must hold exactly one file for each. */
export const contracts = {
  accountVerdict: accountVerdictWords,
  asides: asidesWords,
  causesApp: causesAppWords,
  causesLogin: causesLoginWords,
  causesMembership: causesMembershipWords,
  checkAccount: checkAccountWords,
  codeTrouble: codeTroubleWords,
  commands: commandsWords,
  diagnosis: diagnosisWords,
  followUp: followUpWords,
  guide: guideWords,
  handover: handoverWords,
  incident: incidentWords,
  helpingSomeone: helpingSomeoneWords,
  lostContact: lostContactWords,
  myData: myDataWords,
  notices: noticesWords,
  offerFollowUp: offerFollowUpWords,
  permitNotice: permitNoticeWords,
  rating: ratingWords,
  repair: repairWords,
  resetPassword: resetPasswordWords,
  scamGuard: scamGuardWords,
  sideQuestions: sideQuestionsWords,
  talkToAgent: talkToAgentWords,
  verifyOwner: verifyOwnerWords,
  wayOut: wayOutWords,
  welcome: welcomeWords,
  welcomeBack: welcomeBackWords,
} as const;

export type DialogWords = { readonly [Name in keyof typeof contracts]: Copy<(typeof contracts)[Name]> };

export interface ReadDialogWords {
  /** Not to be used while there are problems. */
  readonly words: DialogWords;
  /** Bubbles that may stand for one another. */
  readonly alternatives: readonly Words[];
  readonly problems: readonly ContentProblem[];
}

/**
 * All words of dialogs/ with every mistake in them.
 *
 * @param shared `{words}` that every sentence may use
 */
export function readDialogWords(
  contentDir: string,
  shared: Readonly<Record<string, string>>,
): ReadDialogWords {
  const reader = new CopyReader(join(contentDir, 'dialogs'), shared);
  const words = Object.fromEntries(
    Object.entries(contracts).map(([name, contract]) => [name, reader.read(contract)]),
  ) as unknown as DialogWords;
  return { words, alternatives: reader.alternatives, problems: reader.problems };
}
