import { timelineStrings as strings } from './strings.ts';

interface JumpsProps {
  /** Of what is loaded. */
  readonly count: number;
  readonly note: string;
  readonly onJump: (step: 1 | -1) => void;
}

/** How many messages were misunderstood, and ways to them; also `n` and Shift+`n`. */
export function Jumps({ count, note, onJump }: JumpsProps) {
  return (
    <div class="jumps">
      <span class="quiet">{strings.misunderstood(count)}</span>
      {count > 0 && (
        <>
          <button type="button" class="plain" onClick={() => onJump(-1)}>
            {strings.previous}
          </button>
          <button type="button" class="plain" onClick={() => onJump(1)}>
            {strings.next}
          </button>
        </>
      )}
      <span class="quiet" role="status">
        {note}
      </span>
    </div>
  );
}
