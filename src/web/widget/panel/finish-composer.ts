import type { Composer } from '../launcher/composer.ts';
import { panelStrings as strings } from '../strings.ts';
import { drawIcon } from './icons.tsx';

/** In characters: how near to the limit the counter appears. */
const warnAt = 200;

/** What the launcher's input lacks: a drawn arrow, a warning below, a counter, and a height that follows the text. */
export function finishComposer({ form, input, button }: Composer): void {
  const hint = document.createElement('p');
  const secrets = document.createElement('span');
  const counter = document.createElement('span');
  hint.className = 'hint';
  secrets.id = 'secrets';
  secrets.textContent = strings.secrets;
  hint.append(secrets, counter);
  form.append(hint);
  input.setAttribute('aria-describedby', 'secrets');
  drawIcon('send', button);
  input.addEventListener('input', follow);
  follow();

  function follow(): void {
    const left = input.maxLength - input.value.length;
    counter.textContent = left <= warnAt ? strings.charactersLeft(left) : '';
    input.style.height = 'auto';
    // 2 px of border, which the height of the content lacks.
    input.style.height = `${input.scrollHeight + 2}px`;
  }
}
