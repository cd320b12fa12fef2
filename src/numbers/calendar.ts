import { aDay, type Day, dayOf, startOf } from '../conversations/conversation-facts.ts';

export function after(one: Day): Day {
  return dayOf(startOf(one) + aDay);
}

export function daysBetween(from: Day, to: Day): readonly Day[] {
  const days: Day[] = [];
  for (let one = from; one <= to; one = after(one)) days.push(one);
  return days;
}

/** As many days right before. */
export function periodBefore(from: Day, to: Day): readonly [Day, Day] {
  const length = daysBetween(from, to).length;
  return [dayOf(startOf(from) - length * aDay), dayOf(startOf(from) - aDay)];
}
