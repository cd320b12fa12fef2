import { useLayoutEffect, useRef } from 'preact/hooks';
import { panelStrings as strings } from '../strings.ts';

interface QuestionProps {
  readonly text: string;
  readonly yes: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** Asks once more before something cannot be undone; the keyboard lands on the harmless answer. */
export function Question({ text, yes, onYes, onNo }: QuestionProps) {
  const no = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => no.current?.focus(), []);
  return (
    <>
      <p id="question">{text}</p>
      <button type="button" class="pill danger" onClick={onYes}>
        {yes}
      </button>
      <button type="button" class="pill" ref={no} aria-describedby="question" onClick={onNo}>
        {strings.no}
      </button>
    </>
  );
}
