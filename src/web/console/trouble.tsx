import type { Trouble as Kind } from './api.ts';
import { appStrings, troubleStrings } from './strings.ts';

/** Says what went wrong and offers to try again. */
export function Trouble({ kind, onRetry }: { kind: Kind['kind']; onRetry: () => void }) {
  return (
    <div class="notice trouble" role="alert">
      <p>{troubleStrings[kind]}</p>
      <button type="button" class="plain" onClick={onRetry}>
        {appStrings.retry}
      </button>
    </div>
  );
}
