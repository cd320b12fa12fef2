import type { Utterance } from '../../conversations/message.ts';
import type { Words } from '../../dialogs/copy.ts';
import type { Memory } from '../../dialogs/memory.ts';
import type { DialogTurn, SayExtras } from '../../dialogs/turn.ts';
import { createNeverTwice, type Rewording } from '../never-twice.ts';

interface SpeechParts {
  readonly memory: Memory;
  readonly rewording: Rewording;
  readonly titleOf: (intent: string) => string;
}

export interface Speech {
  /** What was said, in order. */
  readonly utterances: Utterance[];
  readonly turn: Pick<DialogTurn, 'say' | 'sayAgain' | 'offer' | 'offerChoices'>;
}

/** What the bot says in one turn; never the same bubble twice in a row. */
export function recordSpeech({ memory, rewording, titleOf }: SpeechParts): Speech {
  const utterances: Utterance[] = [];
  const neverTwice = createNeverTwice({
    ...rewording,
    before: memory.lastSaid,
    now: () => utterances.map(({ text }) => text),
  });

  const say = (words: Words, extras: SayExtras = {}) => utter(neverTwice.fresh(words), extras);
  const offerChoices: DialogTurn['offerChoices'] = (words, offered) => {
    const titles = offered.map(({ title }) => title);
    memory.offered = [...offered];
    const last = words.at(-1) ?? '';
    const wordings = [last, ...rewording.otherWordings(last)].map(text =>
      nameChoices(text, titles, rewording.choicesAre),
    );
    say([...words.slice(0, -1), neverTwice.firstUnsaid(wordings)], {
      choices: titles.map(value => ({ title: shortTitle(value), value })),
    });
  };

  return {
    utterances,
    turn: {
      say,
      sayAgain: (words, extras = {}) => utter([neverTwice.again(words)], extras),
      offer(words, intents) {
        const offered = [...new Set(intents)].map(intent => ({ title: titleOf(intent), intent }));
        offerChoices(words, offered);
      },
      offerChoices,
    },
  };

  /** Choices and link belong under the last bubble, also when that one was said already. */
  function utter(words: Words, extras: SayExtras): void {
    if (extras.choices) {
      const titles = extras.choices.map(({ title }) => title);
      memory.recentTitles = [...titles, ...memory.recentTitles].slice(0, titlesKept);
    }
    utterances.push(...words.map(text => ({ from: 'bot', text }) as const));
    memory.lastSaid = utterances.map(({ text }) => text);
    const last = utterances.pop();
    if (last) utterances.push({ ...last, ...extras });
  }
}

/** Those of about the last three questions. */
const titlesKept = 15;

/** Not everybody sees buttons: the last bubble tells what can be chosen. */
function nameChoices(text: string, titles: readonly string[], choicesAre: Rewording['choicesAre']): string {
  const named = choicesAre({ titles: titles.map(title => `"${title}"`).join(', ') });
  return [text, ...named].join(' ');
}

/** The longest that a button may show (docs/decisions/0009). */
const longestTitle = 30;

function shortTitle(title: string): string {
  const letters = [...title];
  if (letters.length <= longestTitle) return title;
  const kept = letters.slice(0, longestTitle - 1).join('');
  return `${kept.trim()}…`;
}
