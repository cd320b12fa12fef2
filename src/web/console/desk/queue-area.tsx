import { useEffect, useState } from 'preact/hooks';
import type { PresentedCase, PresentedQueue } from '../../../console/desk/presented.ts';
import type { Area, AreaProps } from '../areas.ts';
import { Skeleton } from '../skeleton.tsx';
import { QueueCase } from './queue-case.tsx';
import { useQueue } from './queue-watch.ts';
import { setSound, soundIsOn } from './sound.ts';
import { queueStrings as strings } from './strings.ts';

export const queueArea: Area = { name: 'antrean', title: strings.area, Page: QueuePage };

/** Who waits for a person, the longest first, and which chats people hold. */
function QueuePage({ user, onExpired }: AreaProps) {
  const { queue, ahead, late } = useQueue(onExpired);
  useTick();
  const now = Date.now() - ahead;
  return (
    <main class="queue-page" aria-busy={queue === undefined}>
      <div class="pane-head">
        <h1>{strings.title}</h1>
        <span class="quiet numbers" role="status">
          {queue && strings.count(queue.waiting.length)}
        </span>
        <SoundSwitch />
      </div>
      {queue && <p class="quiet small hours">{hoursText(queue.hours)}</p>}
      {late && (
        <p class="notice" role="status">
          {strings.late}
        </p>
      )}
      {queue ? <Cases queue={queue} now={now} self={user.id} /> : <Skeleton lines={6} />}
    </main>
  );
}

function Cases({ queue, now, self }: { queue: PresentedQueue; now: number; self: string }) {
  const mine = queue.held.filter(({ conversation }) => conversation.agent?.id === self);
  const others = queue.held.filter(({ conversation }) => conversation.agent?.id !== self);
  return (
    <div class="queue">
      <section aria-labelledby="queue-waiting">
        <h2 id="queue-waiting">{strings.waitingTitle}</h2>
        {queue.waiting.length === 0 ? (
          <div class="nothing">
            <h3>{strings.emptyTitle}</h3>
            <p>{strings.empty}</p>
          </div>
        ) : (
          <CaseList cases={queue.waiting} now={now} self={self} />
        )}
      </section>
      <div class="queue-held">
        <section aria-labelledby="queue-mine">
          <h2 id="queue-mine">{strings.mineTitle}</h2>
          {mine.length === 0 ? (
            <p class="quiet small">{strings.noneHeld}</p>
          ) : (
            <CaseList cases={mine} now={now} self={self} />
          )}
        </section>
        {others.length > 0 && (
          <section aria-labelledby="queue-others">
            <h2 id="queue-others">{strings.othersTitle}</h2>
            <CaseList cases={others} now={now} self={self} />
          </section>
        )}
      </div>
    </div>
  );
}

function CaseList({ cases, now, self }: { cases: readonly PresentedCase[]; now: number; self: string }) {
  return (
    <ol class="cases">
      {cases.map(one => (
        <QueueCase key={one.conversation.id} shown={one} now={now} self={self} />
      ))}
    </ol>
  );
}

function SoundSwitch() {
  const [on, setOn] = useState(soundIsOn);
  const change = (wanted: boolean) => {
    setSound(wanted);
    setOn(wanted);
  };
  return (
    <label class="switch">
      <input type="checkbox" checked={on} onChange={event => change(event.currentTarget.checked)} />
      {strings.sound}
    </label>
  );
}

function hoursText(hours: PresentedQueue['hours']): string {
  switch (hours.kind) {
    case 'open':
      return strings.deskOpen(hours.closes);
    case 'unknown':
      return strings.deskUnknown;
    case 'closed':
      return closedText(hours);
  }
}

function closedText({ when, opens }: Extract<PresentedQueue['hours'], { kind: 'closed' }>): string {
  switch (when.kind) {
    case 'today':
      return strings.deskClosedToday(opens);
    case 'tomorrow':
      return strings.deskClosedTomorrow(opens);
    case 'later':
      return strings.deskClosedLater(when.day, opens);
  }
}

const tick = 10_000;

/** Waiting times grow by themselves. */
function useTick(): void {
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick(count => count + 1), tick);
    return () => clearInterval(timer);
  }, []);
}
