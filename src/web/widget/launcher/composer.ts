import { launcherStrings as strings } from '../strings.ts';
import { element } from './element.ts';

export interface Composer {
  readonly form: HTMLFormElement;
  readonly input: HTMLTextAreaElement;
  readonly button: HTMLButtonElement;
}

/** Where the visitor writes. Part of the launcher, so that it can be used before the chat is loaded. Enter sends. */
export function createComposer(onSend: (text: string) => void): Composer {
  const input = element('textarea', {
    rows: '1',
    // In characters; the bot reads no more.
    maxlength: '1000',
    placeholder: `${strings.input}…`,
    'aria-label': strings.input,
    enterkeyhint: 'send',
    autocomplete: 'off',
  });
  const button = element('button', { class: 'send', 'aria-label': strings.send }, '→');
  const form = element('form', { class: 'composer' }, input, button);
  input.onkeydown = event => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) submit(event);
  };
  form.onsubmit = submit;
  return { form, input, button };

  function submit(event: Event): void {
    event.preventDefault();
    const text = input.value.trim();
    if (!text) return;
    input.value = '';
    input.dispatchEvent(new Event('input'));
    onSend(text);
  }
}
