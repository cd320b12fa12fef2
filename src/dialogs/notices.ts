import { contract, saying } from './copy.ts';

/** What is said about a turn itself, whatever dialog waits. */
export const noticesWords = contract('notices', {
  empty: saying(),
  tooLong: saying(),
  unsupported: saying(),
  codePasted: saying(),
  passwordPasted: saying(),
  finishThisFirst: saying(),
  thenAlso: saying('topic'),
  nowAlso: saying('topic'),
  trouble: saying(),
  flood: saying(),
  historyLost: saying(),
  laterPasswordChanged: saying(),
});
