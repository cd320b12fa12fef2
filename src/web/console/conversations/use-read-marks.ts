import { useEffect, useState } from 'preact/hooks';
import type { PresentedSummary } from '../../../console/presented.ts';
import { isUnread, markRead, readMarks } from './read-marks.ts';

/** Tells what this person has not read yet; what is open counts as read. */
export function useReadMarks(
  user: string,
  opened: string | undefined,
  shown: readonly PresentedSummary[],
): (conversation: PresentedSummary) => boolean {
  const [marks, setMarks] = useState(() => readMarks(user, new Date()));
  const messages = shown.find(({ id }) => id === opened)?.messageCount;
  useEffect(() => {
    if (opened !== undefined && messages !== undefined)
      setMarks(before => markRead(user, before, opened, messages));
  }, [user, opened, messages]);
  return conversation => isUnread(marks, conversation);
}
