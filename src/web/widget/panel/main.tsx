import { render } from 'preact';
import tokens from '../../tokens.css';
import { createChat } from '../chat.ts';
import type { Panel, PanelHost } from '../contract.ts';
import { adoptCss } from '../launcher/adopt-css.ts';
import { createMemory } from '../memory.ts';
import { ChatPanel } from './chat-panel.tsx';
import { fillPhone } from './fill-phone.ts';
import { finishComposer } from './finish-composer.ts';
import { keepFocus } from './keep-focus.ts';
import panelCss from './panel.css';
import { watchMessages } from './watch-messages.ts';

/** Fills the launcher's window; it stays there, hidden or shown, for as long as the page lives. */
export function createPanel(host: PanelHost): Panel {
  const { root, base, panel, content, composer, inline, onClose } = host;
  adoptCss(root, tokens + panelCss);
  const chat = createChat(base, {
    shared: createMemory('localStorage'),
    tab: createMemory('sessionStorage'),
  });
  finishComposer(composer);
  composer.input.addEventListener('input', () => {
    if (composer.input.value.trim()) chat.writing();
  });
  if (inline) panel.setAttribute('role', 'region');
  else {
    fillPhone(panel);
    keepFocus(panel);
  }
  watchMessages(chat, host);
  const hadFocus = content.contains(root.activeElement);
  content.replaceChildren();
  draw();
  if (hadFocus) composer.input.focus();
  addEventListener('jmobantuan:open', draw);
  addEventListener('jmobantuan:close', draw);
  return { send: chat.send };

  function draw(): void {
    const { input } = composer;
    render(<ChatPanel {...{ chat, base, input, inline, onClose, shown: !panel.hidden }} />, content);
  }
}
