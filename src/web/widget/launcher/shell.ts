import { launcherStrings as strings } from '../strings.ts';
import { type Composer, createComposer } from './composer.ts';
import { element } from './element.ts';

/** The chat's window before the chat is there: title, close button, and an input that works at once. */
export interface Shell {
  readonly panel: HTMLElement;
  /** Where the panel draws everything but the input. */
  readonly content: HTMLElement;
  readonly composer: Composer;
  /** Shows a text in the empty transcript: what was sent meanwhile, or that there is no connection. */
  note(text: string, kind: string): void;
}

export function createShell(
  side: string,
  { onSend, onClose }: { onSend: (text: string) => void; onClose: () => void },
): Shell {
  const composer = createComposer(onSend);
  const close = element('button', { class: 'round', 'aria-label': strings.close }, '×');
  const notes = element('div', { class: 'log', role: 'status' });
  const header = element('div', { class: 'header' }, element('h2', {}, strings.title), close);
  const content = element('div', { class: 'content' }, header, notes);
  const panel = element(
    'div',
    { class: `panel ${side}`, role: 'dialog', 'aria-label': strings.title, hidden: '' },
    content,
    composer.form,
  );
  close.onclick = onClose;
  panel.onkeydown = event => {
    // The site's own shortcuts must not react to what is typed here.
    event.stopPropagation();
    if (event.key === 'Escape') onClose();
  };
  return {
    panel,
    content,
    composer,
    note: (text, kind) => notes.append(element('p', { class: kind }, text)),
  };
}
