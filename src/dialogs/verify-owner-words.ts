import { type Copy, contract, label, question, saying } from './copy.ts';

/** The words of the step in which the owner is busy on the one-time page; part of dialogs/verify-owner.yml. */
const awaitOwnerParts = {
  awaitOwner: question(
    ['done', 'resend', 'otherRoute', 'correct', 'person', 'gotCode', 'howTo', 'pageBroken', 'notYet'],
    ['route', 'minutes'],
  ),
  openPage: label(),
  notYet: saying('nik', 'kpj', 'route'),
  notYetOpened: saying(),
  waiting: saying(),
  gotCode: saying(),
  howTo: saying(),
  pageBroken: saying(),
  codeRejected: saying(),
  choosePassword: question(['done', 'person']),
  codeTrouble: saying('hint'),
  resent: saying('route', 'minutes'),
  resendTooSoon: saying('seconds'),
  codeMatched: saying(),
  wrongCode: saying('left'),
  locked: saying(),
  expired: saying(),
  cannotReach: saying(),
  correcting: saying(),
} as const;

export const verifyOwnerWords = contract('verify-owner', {
  askConsent: question(['yes', 'no', 'why']),
  whyWeAsk: saying(),
  declined: saying(),
  numbersSeen: saying(),
  askNik: question(['where']),
  whereIsNik: saying(),
  nikWrongLength: saying('count'),
  nikIsKpj: saying(),
  nikLooksOdd: saying(),
  nikReplaced: saying(),
  askKpj: question(['unknown']),
  whereIsKpj: saying(),
  kpjWrongLength: saying('count'),
  kpjIsNik: saying(),
  severalKpj: saying(),
  noKpj: question(['found', 'guide', 'person']),
  askRoute: question(['sms', 'email', 'neither']),
  numbersReplaced: saying(),
  phoneLost: saying(),
  emailLost: saying(),
  tooManyCodes: saying('minutes'),
  askNumbersAgain: saying(),
  serviceDown: question(['again', 'guide', 'person']),
  over: question(['again', 'guide', 'person']),
  sms: label(),
  email: label(),
  ...awaitOwnerParts,
});

export type VerifyOwnerCopy = Copy<typeof verifyOwnerWords>;
