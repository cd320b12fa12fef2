/** Does `work` for every item, at most `lanes` at the same time; tells how many are done. */
export async function inLanes<T>(
  items: readonly T[],
  lanes: number,
  work: (item: T, index: number) => Promise<void>,
  done: (count: number) => void = () => {},
): Promise<void> {
  let next = 0;
  let finished = 0;
  const lane = async () => {
    for (let index = next++; index < items.length; index = next++) {
      await work(items[index] as T, index);
      finished += 1;
      done(finished);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}

export function count(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}
