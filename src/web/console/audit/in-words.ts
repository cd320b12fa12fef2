import type { PresentedEntry } from '../../../console/audit/presented.ts';
import { symptomNames } from '../numbers/strings.ts';
import { roleNames } from '../strings.ts';
import { unmaskStrings } from '../unmask/strings.ts';
import {
  changeNames,
  decisionNames,
  exportedNames,
  formatNames,
  inWordsStrings as words,
} from './strings.ts';

/** Names of what an entry has the ids of; an id that nobody has (any more) stays as it is. */
export interface AuditNames {
  readonly person: (id: string) => string;
  readonly intent: (name: string) => string;
  readonly token: (id: string) => string;
}

/** What something was done to. `conversation`: it can be opened. */
export interface ObjectInWords {
  readonly text: string;
  readonly conversation?: string;
}

export function objectInWords(
  { action, object, actor, details }: PresentedEntry,
  names: AuditNames,
): ObjectInWords {
  switch (action) {
    case 'log-in':
    case 'log-in-refused':
    case 'log-out':
      return { text: words.nothingElse };
    case 'change-user':
      if (object === actor.id) return { text: words.oneself };
      return { text: aboutInvitation.has(String(details.change)) ? words.invitation : names.person(object) };
    case 'change-setting':
      return { text: words.token(names.token(object)) };
    case 'train-model':
    case 'activate-model':
    case 'roll-back-model':
      return { text: words.model(Number(object)) };
    case 'declare-incident':
    case 'end-incident':
      return { text: nameIn(symptomNames, object) };
    case 'label':
      return messageInWords(object);
    case 'export':
      return exportedNames[object] ? { text: exportedNames[object] } : chatInWords(object);
    case 'take-over':
    case 'release':
    case 'assign':
    case 'retry-delivery':
    case 'unmask':
    case 'erase':
    case 'privacy-request':
      return chatInWords(object);
  }
}

/** The rest of an entry, a phrase each. */
export function detailsInWords({ action, details }: PresentedEntry, names: AuditNames): readonly string[] {
  const given = (name: string) => (details[name] === undefined ? '' : String(details[name]));
  const phrase = (name: string, say: (value: string) => string) =>
    given(name) === '' ? [] : [say(given(name))];
  switch (action) {
    case 'log-in':
    case 'log-out':
    case 'take-over':
    case 'release':
    case 'declare-incident':
    case 'end-incident':
    case 'erase':
      return [];
    case 'log-in-refused':
      return phrase('code', code => nameIn(words.refusals, code));
    case 'assign':
      return [given('to') === '' ? words.toNobody : words.to(names.person(given('to')))];
    case 'retry-delivery':
      return [given('sequence') === '' ? words.arrival : words.message(given('sequence'))];
    case 'unmask':
      return [
        ...phrase('reason', words.reason),
        given('names') === ''
          ? words.nothingOpened
          : words.opened(listOf(given('names'), unmaskStrings.names)),
      ];
    case 'export':
      return [
        ...phrase('format', format => words.format(nameIn(formatNames, format))),
        ...phrase('by', by => words.narrowedBy(listOf(by, words.conditions))),
        ...phrase('from', from => words.period(from, given('to'))),
        ...phrase('texts', words.texts),
        ...phrase('request', () => words.onRequest),
      ];
    case 'privacy-request':
      return phrase('kind', kind => nameIn(words.requests, kind));
    case 'label':
      return [
        given('decision') === 'intent'
          ? words.taught(names.intent(given('intent')))
          : nameIn(decisionNames, given('decision')),
        ...phrase('texts', words.texts),
      ];
    case 'train-model':
      return phrase('labels', words.labels);
    case 'activate-model':
    case 'roll-back-model':
      return phrase('before', before => words.before(words.model(Number(before))));
    case 'change-setting':
      return [
        ...phrase('change', change => nameIn(changeNames, change)),
        ...phrase('scopes', scopes => words.scopes(listOf(scopes, words.scopeNames))),
        ...phrase('days', words.days),
      ];
    case 'change-user':
      return [
        ...phrase('change', change => nameIn(changeNames, change)),
        ...phrase('role', role => words.role(nameIn(roleNames, role))),
      ];
  }
}

const aboutInvitation: ReadonlySet<string> = new Set(['invited', 'invitation-revoked']);
const isConversation = /^[A-Za-z0-9_-]{22,64}$/;

function chatInWords(id: string): ObjectInWords {
  return isConversation.test(id) ? { text: words.chat(id.slice(0, 8)), conversation: id } : { text: id };
}

/** Of a message's id `{conversation}|{sequence}`. */
function messageInWords(id: string): ObjectInWords {
  const [conversation = '', sequence = ''] = id.split('|');
  const chat = chatInWords(conversation);
  return chat.conversation && sequence !== ''
    ? { ...chat, text: words.messageOf(Number(sequence), chat.text) }
    : chat;
}

/** An older or newer server may write what this page has no word for: better its code than nothing. */
function nameIn(names: Readonly<Record<string, string>>, code: string): string {
  return names[code] ?? code;
}

function listOf(codes: string, names: Readonly<Record<string, string>>): string {
  return codes
    .split(' ')
    .map(code => nameIn(names, code))
    .join(', ');
}
