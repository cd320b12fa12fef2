import { nothingUnderstood } from '../understanding/understanding.ts';
import type { commandsWords } from './commands.ts';
import type { Copy } from './copy.ts';
import { plain } from './plain.ts';
import { answersGiven, type GivenAnswer, type Position, positionedStep } from './position.ts';
import type { Ask, Reading, Talk } from './steps.ts';
import type { DialogTurn } from './turn.ts';

/** An earlier answer that the user takes back. */
export interface Correction {
  readonly answer: GivenAnswer;
  /** What is meant instead, when the user said so in the same message. */
  readonly instead: Extract<Reading, { kind: 'answer' }> | undefined;
}

export type CorrectionWords = Pick<Copy<typeof commandsWords>, 'mistaken' | 'meant'>;

/**
 * Which of the answers given in `talk` the text corrects: one that it names ("NIK tadi salah"), or one that what is meant
 * instead would answer ("eh salah, maksudnya email"). The latest answer first.
 */
export function correctionIn(
  talk: Talk,
  position: Position,
  turn: DialogTurn,
  words: CorrectionWords,
): Correction | undefined {
  const said = plain(turn.text);
  const isMistaken = words.mistaken.some(word => contains(said, plain(word)));
  const meant = meantInstead(said, words.meant);
  if (!isMistaken && meant === undefined) return undefined;
  return answersGiven(talk, position)
    .map(answer => ({ answer, instead: readInstead(answer[1], position, turn, meant) }))
    .find(({ answer, instead }) => instead || (isMistaken && isNamed(answer[1], position, turn, said)));
}

/** "eh salah maksudnya email" -> "email"; `undefined` when the text begins with nothing of the kind, or ends there. */
function meantInstead(said: string, markers: readonly string[]): string | undefined {
  const marker = markers
    .map(plain)
    .filter(words => said.startsWith(`${words} `))
    .sort((a, b) => b.length - a.length)[0];
  return marker === undefined ? undefined : said.slice(marker.length + 1);
}

function isNamed({ words }: Ask, position: Position, turn: DialogTurn, said: string): boolean {
  return words(positionedStep(position, turn)).about.some(name => contains(said, plain(name)));
}

/** Only the words behind the marker count; without one a number in the text may be the right one. */
function readInstead({ read }: Ask, position: Position, turn: DialogTurn, meant: string | undefined) {
  const heard =
    meant === undefined ? turn : { ...turn, text: meant, understood: nothingUnderstood, entities: [] };
  const reading = read(positionedStep(position, heard));
  return reading.kind === 'answer' ? reading : undefined;
}

function contains(said: string, words: string): boolean {
  return ` ${said} `.includes(` ${words} `);
}
