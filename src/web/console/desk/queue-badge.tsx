import { useEffect, useRef } from 'preact/hooks';
import { appStrings } from '../strings.ts';
import { useQueue } from './queue-watch.ts';
import { ring } from './sound.ts';
import { queueStrings as strings } from './strings.ts';

/** How many wait for a person: beside the queue's name in the navigation, and in the title of the tab. */
export function QueueBadge({ onExpired }: { onExpired: () => void }) {
  const { queue } = useQueue(onExpired);
  const waiting = queue?.waiting.length ?? 0;
  const before = useRef<number>(undefined);
  useEffect(() => {
    document.title = waiting === 0 ? appStrings.title : `(${waiting}) ${appStrings.title}`;
    if (before.current !== undefined && waiting > before.current) ring();
    if (queue) before.current = waiting;
  }, [waiting, queue === undefined]);
  useEffect(
    () => () => {
      document.title = appStrings.title;
    },
    [],
  );
  return waiting === 0 ? null : (
    <span class="count">
      <span aria-hidden="true">{waiting}</span>
      <span class="unseen">{strings.count(waiting)}</span>
    </span>
  );
}
