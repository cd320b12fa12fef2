import { join } from 'node:path';
import type { AccountService } from '../accounts/account-service.ts';
import type { Contacts } from '../content/contacts.ts';
import type { OfficeHours } from '../content/office-hours.ts';
import { createOtherWordings } from '../content/other-wordings.ts';
import { CopyReader } from '../content/words-reader.ts';
import { accountVerdictWords } from './account-verdict.ts';
import { asides, asidesWords } from './asides.ts';
import { causesAppWords } from './causes-app.ts';
import { causesLoginWords } from './causes-login.ts';
import { causesMembershipWords } from './causes-membership.ts';
import { checkAccount, checkAccountWords } from './check-account.ts';
import { codeTrouble, codeTroubleWords } from './code-trouble.ts';
import { commandsWords } from './commands.ts';
import type { Copy, OtherWordings, Words } from './copy.ts';
import { diagnosis, diagnosisWords } from './diagnosis.ts';
import { followUp, followUpWords } from './follow-up.ts';
import { guide, guideWords } from './guide.ts';
import { handoverWords } from './handover.ts';
import { helpingSomeone, helpingSomeoneWords } from './helping-someone.ts';
import { type IncidentCopy, incident, incidentWords } from './incident.ts';
import { createTalkSet, type TalkSet } from './kit.ts';
import { lostContact, lostContactWords } from './lost-contact.ts';
import { myData, myDataWords } from './my-data.ts';
import { noticesWords } from './notices.ts';
import { offerFollowUp, offerFollowUpWords } from './offer-follow-up.ts';
import { permitNotice, permitNoticeWords } from './permit-notice.ts';
import { rating, ratingWords } from './rating.ts';
import { repair, repairWords } from './repair.ts';
import { resetPassword, resetPasswordWords } from './reset-password.ts';
import { scamGuard, scamGuardWords } from './scam-guard.ts';
import { type CommonMessage, sideQuestions, sideQuestionsWords } from './side-questions.ts';
import { talkToAgent, talkToAgentWords } from './talk-to-agent.ts';
import { tips } from './tips.ts';
import { verifyOwner } from './verify-owner.ts';
import { verifyOwnerWords } from './verify-owner-words.ts';
import { wayOutWords, waysOut } from './way-out.ts';
import { welcome, welcomeWords } from './welcome.ts';
import { welcomeBack, welcomeBackWords } from './welcome-back.ts';

/** Every contract of words: dialogs/ must hold exactly one file for each. */
export const allContracts = [
  accountVerdictWords,
  asidesWords,
  causesAppWords,
  causesLoginWords,
  causesMembershipWords,
  checkAccountWords,
  codeTroubleWords,
  commandsWords,
  diagnosisWords,
  followUpWords,
  guideWords,
  handoverWords,
  incidentWords,
  helpingSomeoneWords,
  lostContactWords,
  myDataWords,
  noticesWords,
  offerFollowUpWords,
  permitNoticeWords,
  ratingWords,
  repairWords,
  resetPasswordWords,
  scamGuardWords,
  sideQuestionsWords,
  talkToAgentWords,
  verifyOwnerWords,
  wayOutWords,
  welcomeWords,
  welcomeBackWords,
] as const;

/** What `opens:` of an intent may name. */
export const talkIds = [
  'welcome',
  'welcome-back',
  'menu',
  'thanks',
  'goodbye',
  'out-of-scope',
  'complaint',
  'tips',
  'find-kpj',
  'other-service',
  'official-app',
  'biometric',
  'claim-or-balance',
  'branch-visit',
  'screenshot',
  'helping-someone',
  'fallback',
  'clarify',
  'stuck',
  'diagnosis',
  'way-out',
  'did-it-help',
  'reset-password',
  'check-account',
  'verify-owner',
  'guide',
  'lost-contact',
  'code-trouble',
  'scam-guard',
  'talk-to-agent',
  'offer-follow-up',
  'follow-up',
  'notify-me',
  'stop-notices',
  'incident',
  'permit-notice',
  'no-person',
  'rating',
  'view-my-data',
  'erase-my-data',
] as const;

export interface Dialogs {
  readonly talks: TalkSet;
  readonly commands: Copy<typeof commandsWords>;
  readonly notices: Copy<typeof noticesWords>;
  readonly incident: IncidentCopy;
  readonly handover: Copy<typeof handoverWords>;
  /** What may be wrong, by the names that case notes use. */
  readonly causeNames: ReadonlyMap<string, string>;
  readonly myData: Copy<typeof myDataWords>;
  /** For saying anything, whatever it is about. */
  readonly rewording: {
    readonly choicesAre: Copy<typeof commandsWords>['choicesAre'];
    readonly otherWordings: OtherWordings;
    readonly sayAgain: Copy<typeof commandsWords>['sayAgain'];
    readonly otherOpenings: OtherWordings;
  };
}

interface DialogsOptions {
  /** Holds dialogs/. */
  readonly contentDir: string;
  readonly contacts: Contacts;
  /** Messages of JMO that are offered to be tapped. */
  readonly messages: readonly CommonMessage[];
  /** When people answer; undefined where that is not known. */
  readonly desk?: OfficeHours | undefined;
  readonly accounts: AccountService;
  /** The mock account service is in use: every greeting says so. */
  readonly demo: boolean;
}

/** All talks with their words. Throws `Failure('content-invalid')` that lists every mistake in dialogs/. */
export function createDialogs({
  contentDir,
  contacts,
  messages,
  desk,
  accounts,
  demo,
}: DialogsOptions): Dialogs {
  const reader = new CopyReader(join(contentDir, 'dialogs'), contacts);
  const verdict = reader.read(accountVerdictWords);
  const commands = reader.read(commandsWords);
  const notices = reader.read(noticesWords);
  const handover = reader.read(handoverWords);
  const words = {
    asides: reader.read(asidesWords),
    causes: {
      ...reader.read(causesAppWords),
      ...reader.read(causesLoginWords),
      ...reader.read(causesMembershipWords),
    },
    checkAccount: reader.read(checkAccountWords),
    codeTrouble: reader.read(codeTroubleWords),
    diagnosis: reader.read(diagnosisWords),
    followUp: reader.read(followUpWords),
    guide: reader.read(guideWords),
    incident: reader.read(incidentWords),
    helpingSomeone: reader.read(helpingSomeoneWords),
    lostContact: reader.read(lostContactWords),
    offerFollowUp: reader.read(offerFollowUpWords),
    permitNotice: reader.read(permitNoticeWords),
    rating: reader.read(ratingWords),
    myData: reader.read(myDataWords),
    repair: reader.read(repairWords),
    resetPassword: reader.read(resetPasswordWords),
    scamGuard: reader.read(scamGuardWords),
    sideQuestions: reader.read(sideQuestionsWords),
    talkToAgent: reader.read(talkToAgentWords),
    verifyOwner: reader.read(verifyOwnerWords),
    wayOut: reader.read(wayOutWords),
    welcome: reader.read(welcomeWords),
    welcomeBack: reader.read(welcomeBackWords),
  };
  reader.refuseProblems();
  const talks = [
    welcome(words.welcome, words.incident, { demo }),
    welcomeBack(words.welcomeBack),
    ...asides(words.asides),
    tips(words.causes),
    ...sideQuestions(words.sideQuestions, messages),
    helpingSomeone(words.helpingSomeone),
    ...repair(words.repair),
    diagnosis(words.diagnosis, words.causes),
    ...waysOut(words.wayOut),
    resetPassword(words.resetPassword, verdict, accounts),
    checkAccount(words.checkAccount, verdict, accounts),
    verifyOwner(words.verifyOwner, words.codeTrouble, accounts),
    guide(words.guide),
    lostContact(words.lostContact),
    codeTrouble(words.codeTrouble),
    scamGuard(words.scamGuard),
    ...talkToAgent(words.talkToAgent, desk),
    ...offerFollowUp(words.offerFollowUp, accounts),
    permitNotice(words.permitNotice, accounts),
    followUp(words.followUp),
    incident(words.incident),
    rating(words.rating, commands),
    ...myData(words.myData),
  ];
  const rewording = {
    otherWordings: createOtherWordings(reader.alternatives.filter(group => !isOpening(group))),
    choicesAre: commands.choicesAre,
    sayAgain: commands.sayAgain,
    otherOpenings: createOtherWordings(reader.alternatives.filter(isOpening)),
  };
  return {
    talks: createTalkSet(talks, commands, 'stuck'),
    commands,
    notices,
    myData: words.myData,
    incident: words.incident,
    rewording,
    handover,
    causeNames: namesOf(words.causes),
  };
}

function namesOf(causes: Readonly<Record<string, { readonly name: string }>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(causes).map(([cause, { name }]) => [cause, name]));
}

/** `{said}` is the whole of another bubble, so that these would fit everything. */
function isOpening([first = '']: Words): boolean {
  return first.includes('{said}');
}
