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
  /** Numbers that stand for nothing any more. */
  let gone = 0;

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
      const numbers = numbersOf.get(id) ?? [];
      for (const number of numbers) conversations[number] = undefined;
      gone += numbers.length;
      if (numbersOf.delete(id)) forgotten = true;
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
    get conversations(): number {
      return numbersOf.size;
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
    keepOnly(entriesOf, number => conversations[number] !== undefined);
    keepOnly(wordsByStem, word => entriesOf.has(word));
    if (gone > conversations.length / 2) closeRanks();
  }

  /** Numbers are taken again, or the list would grow with everything that ever passed through. */
  function closeRanks(): void {
    const left = [...conversations.entries()].filter(([, id]) => id !== undefined);
    const places = new Map(left.map(([number], place) => [number, place]));
    for (const lists of [entriesOf, numbersOf])
      for (const list of lists.values())
        for (const [index, number] of list.entries()) list[index] = places.get(number) ?? number;
    conversations.splice(0, conversations.length);
    for (const [, id] of left) conversations.push(id);
    gone = 0;
  }
}

/** A list of which nothing is left goes. */
function keepOnly<K, V>(lists: Map<K, V[]>, stays: (one: V) => boolean): void {
  for (const [key, list] of lists) {
    if (list.every(stays)) continue;
    const left = list.filter(stays);
    if (left.length === 0) lists.delete(key);
    else lists.set(key, left);
  }
}
