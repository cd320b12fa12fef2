import type { Conversation } from '../conversations/conversation-store.ts';
import type { Message } from '../conversations/message.ts';
import { topicsOf, withoutSmallTalk } from '../conversations/turn-facts.ts';
import { attemptNames, ownershipNames, caseStrings as strings, verdictNames } from './case-strings.ts';
import type { PresentedFact } from './presented.ts';

/** Names of what users ask about and of what may be wrong, for people. */
export interface CaseNames {
  readonly intents: ReadonlyMap<string, string>;
  readonly causes: ReadonlyMap<string, string>;
}

/** What a person should know before answering: what was asked, found, tried and proved, and what is still open. */
export function presentCase(
  { notes }: Conversation,
  messages: readonly Message[],
  { intents, causes }: CaseNames,
): readonly PresentedFact[] {
  const { ticket, personWantedAt, verdict } = notes;
  return [
    ...(ticket === undefined ? [] : [{ name: strings.ticket, value: ticket }]),
    ...(personWantedAt === undefined ? [] : [{ name: strings.personWanted, value: moment(personWantedAt) }]),
    asked(messages, intents),
    ...(notes.causes.length === 0
      ? []
      : [{ name: strings.causes, value: listed(notes.causes.map(cause => causes.get(cause) ?? cause)) }]),
    {
      name: strings.tried,
      value: listed(notes.tried.map(({ kind }) => attemptNames[kind])) || strings.nothingTried,
    },
    { name: strings.ownership, value: ownershipNames[notes.ownership] },
    {
      name: strings.verdict,
      value: verdict === undefined ? strings.notAskedForVerdict : (verdictNames[verdict] ?? verdict),
    },
    { name: strings.open, value: openQuestion(notes.open, messages) },
  ];
}

function asked(messages: readonly Message[], titles: ReadonlyMap<string, string>): PresentedFact {
  const intents = withoutSmallTalk(topicsOf(messages)).map(intent => titles.get(intent) ?? intent);
  if (intents.length > 0) return { name: strings.asked, value: listed(intents) };
  return { name: strings.said, value: shortened(messages.find(({ from }) => from === 'user')?.text ?? '') };
}

/** The words in which it was asked last, masked like all that is kept. */
function openQuestion(open: Conversation['notes']['open'], messages: readonly Message[]): string {
  if (!open) return strings.nothingOpen;
  const question = messages.findLast(
    ({ from, dialog, step }) => from === 'bot' && dialog === open.dialog && step === open.step,
  );
  return shortened(question?.text ?? `${open.dialog}.${open.step}`);
}

const longest = 200;

function shortened(text: string): string {
  const letters = [...text];
  return letters.length <= longest ? text : `${letters.slice(0, longest - 1).join('')}…`;
}

const listed = (items: readonly string[]): string => items.join(', ');

const zone = { timeZone: 'Asia/Jakarta' } as const;
const dateOf = new Intl.DateTimeFormat('id-ID', { ...zone, day: 'numeric', month: 'long' });
const timeOf = new Intl.DateTimeFormat('id-ID', { ...zone, hour: '2-digit', minute: '2-digit' });

function moment(at: string): string {
  const date = new Date(at);
  return strings.moment(dateOf.format(date), timeOf.format(date));
}
