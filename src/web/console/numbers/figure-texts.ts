import type { Totals } from '../../../numbers/totals.ts';
import { type FigureName, numbersStrings as strings } from './strings.ts';

/** The figures of a period as they are read, in order. */
export function figuresOf(totals: Totals): readonly (readonly [FigureName, string])[] {
  const { conversations, userMessages, scores } = totals;
  const ratings = scores.reduce((sum, count) => sum + count, 0);
  const points = scores.reduce((sum, count, i) => sum + count * (i + 1), 0);
  return [
    ['conversations', conversations.toLocaleString('id-ID')],
    ['contained', share(totals.contained, conversations)],
    ['containedForGood', share(totals.containedForGood, conversations)],
    ['solved', share(totals.solved, conversations)],
    ['handedOver', share(totals.handedOver, conversations)],
    ['left', share(totals.left, conversations)],
    ['unknown', share(totals.unknown, userMessages)],
    ['unsure', share(totals.unsure, userMessages)],
    ['solvingMinutes', minutes(totals.solvingMinutes)],
    ['score', ratings === 0 ? strings.none : `${decimal(points / ratings)} (${ratings}×)`],
    ['replyMinutes', minutes(totals.replyMinutes)],
  ];
}

/** Of nothing there is no share. */
export function share(part: number, whole: number): string {
  return whole === 0 ? strings.none : `${decimal((part / whole) * 100)}%`;
}

function minutes(value: number | null): string {
  return value === null ? strings.none : strings.minutes(value);
}

function decimal(value: number): string {
  return value.toLocaleString('id-ID', { maximumFractionDigits: 1 });
}
