import { createRef, render } from 'preact';
import { adoptCss } from '../adopt-css.ts';
import { createChat } from '../chat.ts';
import type { Panel, PanelHost } from '../contract.ts';
import { createMemory } from '../memory.ts';
import { ChatPanel, type ChatPanelControls } from './chat-panel.tsx';
import panelCss from './panel.css';

/** Builds the panel inside the launcher's shadow root; it stays there, hidden or shown, for as long as the page lives. */
export function createPanel({ root, base, position, onClose, onUnread }: PanelHost): Panel {
  adoptCss(root, panelCss);
  const chat = createChat(base, {
    shared: createMemory('localStorage'),
    tab: createMemory('sessionStorage'),
  });
  const controls = createRef<ChatPanelControls>();
  const place = document.createElement('div');
  root.append(place);
  let shown = false;
  let seen = 0;
  chat.watch(countUnread);
  draw();
  return { show, hide, send: chat.send };

  function show(focus: boolean): void {
    shown = true;
    draw();
    countUnread();
    if (focus) controls.current?.focus();
  }

  function hide(): void {
    shown = false;
    draw();
  }

  function draw(): void {
    render(<ChatPanel {...{ chat, base, position, shown, controls }} onClose={onClose} />, place);
  }

  function countUnread(): void {
    const { messages } = chat.state();
    if (shown || messages.length < seen) seen = messages.length;
    onUnread(messages.slice(seen).filter(({ from }) => from !== 'user').length);
  }
}
