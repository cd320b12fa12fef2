import { contract, saying } from './copy.ts';

/** What the bot says when a person of the support team takes the chat, and when it is back. */
export const handoverWords = contract('handover', {
  takenOver: saying('name'),
  passedOn: saying('name', 'before'),
  givenBack: saying('name'),
  noAnswer: saying('name'),
  openStep: saying(),
  anythingElse: saying(),
});
