import type { ConversationId } from '../../ids.ts';
import { stem } from '../search/stem.ts';
import { fold, lettersIn, type SearchWord } from '../search/words.ts';

/** A message whose words are put in; `text` was redacted before it was written. */
interface Said {
  readonly text: string;
}

/**
 * Which conversations say what, in memory. Every word that occurs is kept once, with the entries that have it; an entry is
 * what a conversation said at one time. A search looks through the words, which are few, and not through the messages: so it
 * finds within longer words what no index of whole words would.
 */
export function createSearchIndex() {
  /** Of each word: the numbers of its entries, ascending. */
  const entriesOf = new Map<string, number[]>();
  const wordsByStem = new Map<string, string[]>();
  const conversations: (ConversationId | undefined)[] = [];
  const numbersOf = new Map<ConversationId, number[]>();
  let forgotten = false;

  return {
    /** May be told the same again: nothing is found twice. */
    add(id: ConversationId, messages: readonly Said[]): void {
      const words = new Set(messages.flatMap(({ text }) => fold(text).split(/\s+/)));
      words.delete('');
      if (words.size === 0) return;
      const number = conversations.push(id) - 1;
      numbersOf.set(id, [...(numbersOf.get(id) ?? []), number]);
      for (const word of words) {
        const entries = entriesOf.get(word);
        if (entries) entries.push(number);
        else know(word, number);
      }
    },

    /** Nothing of it is found from now on; `sweep` forgets its words. */
    remove(id: ConversationId): void {
      for (const number of numbersOf.get(id) ?? []) conversations[number] = undefined;
      forgotten ||= numbersOf.delete(id);
    },

    /** Words that only removed conversations have said leave no trace. */
    sweep,

    /** The conversations in which every word occurs, be it in different messages. */
    find(words: readonly SearchWord[]): ReadonlySet<ConversationId> {
      let found: ReadonlySet<ConversationId> | undefined;
      for (const word of words) {
        const having = conversationsWith(word, found);
        if (having.size === 0) return having;
        found = having;
      }
      return found ?? new Set();
    },

    get words(): number {
      return entriesOf.size;
    },
    get entries(): number {
      return conversations.length;
    },
  };

  function know(word: string, number: number): void {
    entriesOf.set(word, [number]);
    for (const letters of new Set(lettersIn(word))) {
      const root = stem(letters);
      const others = wordsByStem.get(root);
      if (others) others.push(word);
      else wordsByStem.set(root, [word]);
    }
  }

  function conversationsWith(
    word: SearchWord,
    among: ReadonlySet<ConversationId> | undefined,
  ): Set<ConversationId> {
    const having = new Set<ConversationId>();
    const take = (known: string) => {
      for (const number of entriesOf.get(known) ?? []) {
        const id = conversations[number];
        if (id !== undefined && (!among || among.has(id))) having.add(id);
      }
    };
    for (const known of entriesOf.keys()) if (known.includes(word.text)) take(known);
    if (word.stem !== undefined) for (const known of wordsByStem.get(word.stem) ?? []) take(known);
    return having;
  }

  function sweep(): void {
    if (!forgotten) return;
    forgotten = false;
    const places = closeRanks();
    const moved = (numbers: readonly number[]) => numbers.flatMap(number => places[number] ?? []);
    for (const [id, numbers] of numbersOf) numbersOf.set(id, moved(numbers));
    changeLists(entriesOf, moved);
    changeLists(wordsByStem, words => words.filter(word => entriesOf.has(word)));
  }

  /** Numbers are taken again, or the list would grow with everything that ever passed through. Answers: old number, new one. */
  function closeRanks(): readonly (number | undefined)[] {
    let next = 0;
    const places = conversations.map(id => (id === undefined ? undefined : next++));
    const left = conversations.filter(id => id !== undefined);
    conversations.length = 0;
    for (const id of left) conversations.push(id);
    return places;
  }
}

/** A list of which nothing is left goes. */
function changeLists<K, V>(lists: Map<K, V[]>, change: (list: V[]) => V[]): void {
  for (const [key, list] of lists) {
    const left = change(list);
    if (left.length === 0) lists.delete(key);
    else lists.set(key, left);
  }
}
