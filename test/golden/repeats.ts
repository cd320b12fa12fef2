import type { Message } from '../../src/conversations/message.ts';

/** Bubbles that the bot said although it had said them when it last spoke, or twice in one turn. */
export function repeats(heard: readonly Message[]): readonly string[] {
  let before: readonly string[] = [];
  return turnsOf(heard).flatMap(now => {
    const again = now.filter((bubble, at) => before.includes(bubble) || now.indexOf(bubble) !== at);
    before = now;
    return again;
  });
}

/** The bubbles of each turn: what is said in one turn has one time and answers one message. */
function turnsOf(heard: readonly Message[]): readonly (readonly string[])[] {
  const turns = new Map<string, string[]>();
  for (const { from, text, at, replyTo = '' } of heard) {
    if (from !== 'bot') continue;
    const turn = `${at} ${replyTo}`;
    turns.set(turn, [...(turns.get(turn) ?? []), text]);
  }
  return [...turns.values()];
}
