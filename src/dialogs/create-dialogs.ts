import type { OfficeHours } from '../content/office-hours.ts';
import { createOtherWordings } from '../content/other-wordings.ts';
import { asides } from './asides.ts';
import { checkAccount } from './check-account.ts';
import { codeTrouble } from './code-trouble.ts';
import type { OtherWordings, SpokenChoice, Words } from './copy.ts';
import { diagnosis } from './diagnosis.ts';
import type { DialogWords } from './dialog-words.ts';
import { followUp } from './follow-up.ts';
import { guide } from './guide.ts';
import { helpingSomeone } from './helping-someone.ts';
import { type IncidentCopy, incident } from './incident.ts';
import { createTalkSet, type TalkSet } from './kit.ts';
import { lostContact } from './lost-contact.ts';
import { myData } from './my-data.ts';
import { offerFollowUp } from './offer-follow-up.ts';
import { permitNotice } from './permit-notice.ts';
import { rating } from './rating.ts';
import { repair } from './repair.ts';
import { resetPassword } from './reset-password.ts';
import { scamGuard } from './scam-guard.ts';
import { type CommonMessage, sideQuestions } from './side-questions.ts';
import { talkToAgent } from './talk-to-agent.ts';
import { tips } from './tips.ts';
import { verifyOwner } from './verify-owner.ts';
import { waysOut } from './way-out.ts';
import { welcome } from './welcome.ts';
import { welcomeBack } from './welcome-back.ts';

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
  readonly commands: DialogWords['commands'];
  readonly notices: DialogWords['notices'];
  /** To "sudah bisa?", asked later. */
  readonly followUpAnswers: readonly SpokenChoice[];
  readonly incident: IncidentCopy;
  readonly handover: DialogWords['handover'];
  /** What may be wrong, by the names that case notes use. */
  readonly causeNames: ReadonlyMap<string, string>;
  readonly myData: DialogWords['myData'];
  /** For saying anything, whatever it is about. */
  readonly rewording: {
    readonly choicesAre: DialogWords['commands']['choicesAre'];
    readonly otherWordings: OtherWordings;
    readonly sayAgain: DialogWords['commands']['sayAgain'];
    readonly otherOpenings: OtherWordings;
  };
}

interface DialogsOptions {
  readonly words: DialogWords;
  /** Bubbles that may stand for one another. */
  readonly alternatives: readonly Words[];
  /** Messages of JMO that are offered to be tapped. */
  readonly messages: readonly CommonMessage[];
  /** When people answer; undefined where that is not known. */
  readonly desk?: OfficeHours | undefined;
  /** The mock account service is in use: every greeting says so. */
  readonly demo: boolean;
}

/** All talks with their words. */
export function createDialogs({ words, alternatives, messages, desk, demo }: DialogsOptions): Dialogs {
  const causes = { ...words.causesApp, ...words.causesLogin, ...words.causesMembership };
  const talks = [
    welcome(words.welcome, words.incident, { demo }),
    welcomeBack(words.welcomeBack),
    ...asides(words.asides),
    tips(causes),
    ...sideQuestions(words.sideQuestions, messages),
    helpingSomeone(words.helpingSomeone),
    ...repair(words.repair),
    diagnosis(words.diagnosis, causes),
    ...waysOut(words.wayOut),
    resetPassword(words.resetPassword, words.accountVerdict),
    checkAccount(words.checkAccount, words.accountVerdict),
    verifyOwner(words.verifyOwner, words.codeTrouble),
    guide(words.guide),
    lostContact(words.lostContact),
    codeTrouble(words.codeTrouble),
    scamGuard(words.scamGuard),
    ...talkToAgent(words.talkToAgent, desk),
    ...offerFollowUp(words.offerFollowUp),
    permitNotice(words.permitNotice),
    followUp(words.followUp, words.incident),
    incident(words.incident),
    rating(words.rating, words.commands),
    ...myData(words.myData),
  ];
  const rewording = {
    otherWordings: createOtherWordings(alternatives.filter(group => !isOpening(group))),
    choicesAre: words.commands.choicesAre,
    sayAgain: words.commands.sayAgain,
    otherOpenings: createOtherWordings(alternatives.filter(isOpening)),
  };
  return {
    talks: createTalkSet(talks, words.commands, 'stuck'),
    commands: words.commands,
    notices: words.notices,
    followUpAnswers: words.followUp.any.choices,
    myData: words.myData,
    incident: words.incident,
    rewording,
    handover: words.handover,
    causeNames: namesOf(causes),
  };
}

function namesOf(causes: Readonly<Record<string, { readonly name: string }>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(causes).map(([cause, { name }]) => [cause, name]));
}

/** `{said}` is the whole of another bubble, so that these would fit everything. */
function isOpening([first = '']: Words): boolean {
  return first.includes('{said}');
}
