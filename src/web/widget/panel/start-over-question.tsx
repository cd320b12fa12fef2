import { useLayoutEffect, useRef } from 'preact/hooks';
import { panelStrings as strings } from '../strings.ts';

/** Asks once more before a conversation is given up; the keyboard lands on the harmless answer. */
export function StartOverQuestion({ onYes, onNo }: { onYes: () => void; onNo: () => void }) {
  const no = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => no.current?.focus(), []);
  return (
    <>
      <p id="start-over-question">{strings.startOverAsk}</p>
      <button type="button" class="pill danger" onClick={onYes}>
        {strings.startOverYes}
      </button>
      <button type="button" class="pill" ref={no} aria-describedby="start-over-question" onClick={onNo}>
        {strings.startOverNo}
      </button>
    </>
  );
}
