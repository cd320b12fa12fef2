import type { Chat } from '../chat.ts';
import type { PanelHost } from '../contract.ts';
import { launcherStrings, panelStrings } from '../strings.ts';

/** Tells the page of new messages, and counts on the launcher those that came while the panel was closed. */
export function watchMessages(chat: Chat, { panel, button, tell }: PanelHost): void {
  const name = button.getAttribute('aria-label') ?? launcherStrings.open;
  const badge = document.createElement('span');
  badge.className = 'badge';
  badge.hidden = true;
  button.append(badge);
  let known = 0;
  let seen = 0;
  let unread = 0;
  chat.watch(look);
  addEventListener('jmobantuan:open', look);

  function look(): void {
    const { messages } = chat.state();
    if (messages.length < known) known = 0;
    for (const { from } of messages.slice(known)) tell('message', { from });
    known = messages.length;
    if (!panel.hidden || known < seen) seen = known;
    count(messages.slice(seen).filter(({ from }) => from !== 'user').length);
  }

  function count(now: number): void {
    if (now === unread) return;
    unread = now;
    badge.hidden = now === 0;
    badge.textContent = now > 9 ? '9+' : `${now}`;
    button.setAttribute('aria-label', now === 0 ? name : `${name}. ${panelStrings.unread(now)}`);
    tell('unread', now);
  }
}
