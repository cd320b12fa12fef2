import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { timelineStrings as strings } from './strings.ts';
import type { Older } from './use-older.ts';

/** Goes from one misunderstood message to the next (1) or the one before (-1), also into pages that are not loaded yet. */
export function useJump(
  list: RefObject<HTMLOListElement | null>,
  older: Older,
): [note: string, jump: (step: 1 | -1) => void] {
  const [note, setNote] = useState('');
  // Not what has the focus: that is lost when older messages push it down.
  const visited = useRef<HTMLElement | null>(null);
  return [note, step => void jump(step)];

  async function jump(step: 1 | -1): Promise<void> {
    const found = neighbour(step) ?? (step === -1 && older.more && (await olderOne()));
    if (!found) {
      setNote(step === 1 ? strings.noneAfter : older.more ? strings.noneOnPage : strings.noneBefore);
      return;
    }
    setNote('');
    visited.current = found;
    found.scrollIntoView({ block: 'center' });
    found.focus({ preventScroll: true });
  }

  /** One page at a time: somebody who goes back through a very long chat presses again. */
  async function olderOne(): Promise<HTMLElement | undefined> {
    if (!(await older.load())) return undefined;
    await new Promise(requestAnimationFrame);
    return neighbour(-1);
  }

  function neighbour(step: 1 | -1): HTMLElement | undefined {
    const all = [...(list.current?.querySelectorAll<HTMLElement>('.misunderstood') ?? [])];
    const at = visited.current ? all.indexOf(visited.current) : -1;
    if (at !== -1) return all[at + step];
    return step === 1 ? all[0] : all.at(-1);
  }
}
