import { panelStrings as strings } from '../strings.ts';

export function Typing() {
  return (
    <div class="group bot">
      <div class="bubble typing">
        <span class="unseen">{strings.typing}</span>
        <i />
        <i />
        <i />
      </div>
    </div>
  );
}
