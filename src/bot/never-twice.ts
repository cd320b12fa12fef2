import type { OtherWordings, Words } from '../dialogs/copy.ts';

/** What dialogs/ holds for saying anything, whatever it is about. */
export interface Rewording {
  /** Names choices that the sentence before leaves open. */
  readonly choicesAre: (values: { titles: string }) => Words;
  readonly otherWordings: OtherWordings;
  /** "Saya ulangi ya: ...", in two wordings at least, so that even asking again and again never brings the same bubble. */
  readonly sayAgain: (values: { said: string }) => Words;
  /** The other wordings of what `sayAgain` made. */
  readonly otherOpenings: OtherWordings;
}

interface NeverTwiceParts extends Rewording {
  /** What the bot said when it last spoke. */
  readonly before: Words;
  /** What it has said in this turn so far. */
  readonly now: () => Words;
}

/** Nobody is helped by the same bubble twice in a row: it looks as if nobody listened. */
export interface NeverTwice {
  /** `words` without what was just said; the last of them, which asks or concludes, is said in other words instead. */
  fresh(words: Words): Words;
  /** The first of `wordings` that was not just said; the first of all when every one was. */
  firstUnsaid(wordings: Words): string;
  /** `words` once more because the user asked for it, as one bubble that says so. */
  again(words: Words): string;
}

export function createNeverTwice(parts: NeverTwiceParts): NeverTwice {
  const isSaid = (text: string) => parts.before.includes(text) || parts.now().includes(text);

  return {
    fresh(words) {
      const last = words.at(-1);
      const unsaid = words.filter((text, at) => !isSaid(text) && words.indexOf(text) === at);
      // Said a moment ago in this very turn: once is enough.
      if (last === undefined || unsaid.includes(last) || parts.now().includes(last)) return unsaid;
      return [...unsaid, otherwise(last, [...parts.otherWordings(last), ...opened(last)])];
    },
    firstUnsaid: wordings => wordings.find(text => !isSaid(text)) ?? wordings[0] ?? '',
    again(words) {
      const said = words.join('\n');
      return otherwise(said, opened(said));
    },
  };

  /** What was opened like this before gets another opening, not a second one. */
  function opened(said: string): Words {
    const reopened = parts.otherOpenings(said);
    if (reopened.length > 0) return reopened;
    const first = parts.sayAgain({ said }).join('\n');
    return [first, ...parts.otherOpenings(first)];
  }

  function otherwise(said: string, wordings: Words): string {
    return wordings.find(text => !isSaid(text)) ?? wordings.at(-1) ?? said;
  }
}
