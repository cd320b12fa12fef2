import type { Panel, PanelModule } from '../contract.ts';
import { launcherStrings as strings } from '../strings.ts';
import { adoptCss } from './adopt-css.ts';
import { element } from './element.ts';
import css from './launcher.css';
import { inkOn, readOptions, type WidgetOptions } from './options.ts';
import { createShell } from './shell.ts';
import { isOpen, remember } from './was-open.ts';

/**
 * The one script that a site embeds: a button and an empty window in a shadow root of its own. Everything else is loaded
 * when the button is used for the first time, or at once if the chat was open on the page before. The window opens and
 * takes text at once, however slow the network is; what is written meanwhile waits for the rest.
 */
const script = document.currentScript ?? document.querySelector('script[src*="/widget.js"]');
if (script instanceof HTMLScriptElement && !window.JmoBantuan) {
  if (document.body) start(script);
  else addEventListener('DOMContentLoaded', () => start(script));
}

function start({ src, dataset }: HTMLScriptElement): void {
  const options = readOptions(dataset);
  const { side, place, greeting } = options;
  const base = new URL('.', src).href;
  const { panel, note, ...shell } = createShell(side, { onSend: deliver, onClose: close });
  const button = createButton(side, greeting);
  const root = attach(options, panel, button);
  const waiting: string[] = [];
  let loaded: Panel | undefined;
  let attempts = 0;

  button.onclick = () => open();
  window.JmoBantuan = {
    open: () => open(),
    close,
    send(text) {
      open();
      deliver(text);
    },
    on(event, handler) {
      const type = `jmobantuan:${event}`;
      const listener = ({ detail }: CustomEventInit) => handler(detail);
      addEventListener(type, listener);
      return () => removeEventListener(type, listener);
    },
  };
  tell('ready');
  if (place || isOpen(options.open)) open(false);

  function open(focus = true): void {
    remember(true);
    const news = panel.hidden;
    panel.hidden = false;
    button.hidden = true;
    if (focus) shell.composer.input.focus();
    if (!attempts) void load();
    if (news) tell('open');
  }

  function close(): void {
    if (place || panel.hidden) return;
    remember(false);
    panel.hidden = true;
    button.hidden = false;
    button.focus();
    tell('close');
  }

  function deliver(text: string): void {
    if (loaded) loaded.send(text);
    else {
      waiting.push(text);
      note(text, 'note');
    }
  }

  function tell(event: string, detail?: unknown): void {
    dispatchEvent(new CustomEvent(`jmobantuan:${event}`, { detail }));
  }

  /** Tries until it succeeds. Some browsers remember a failed import by its address: another fragment makes it another. */
  async function load(): Promise<void> {
    attempts += 1;
    try {
      const { createPanel }: PanelModule = await import(`${base}${PANEL_FILE}#${attempts}`);
      loaded = createPanel({ ...shell, panel, button, root, base, inline: !!place, onClose: close, tell });
      waiting.forEach(loaded.send);
    } catch {
      if (attempts < 2) note(strings.loadFailed, '');
      setTimeout(load, 4_000);
    }
  }
}

/** `greeting` is a sentence beside the button; what is seen beside it is heard in its name. */
function createButton(side: string, greeting: string): HTMLButtonElement {
  return element(
    'button',
    { class: `launcher ${side}`, 'aria-label': strings.open + (greeting && `. ${greeting}`) },
    ...(greeting ? [element('span', { class: 'teaser' }, greeting)] : []),
  );
}

function attach(
  { color, offset: [bottom, aside], place }: WidgetOptions,
  panel: HTMLElement,
  button: HTMLElement,
): ShadowRoot {
  const host = element('div', {});
  const set = (name: string, value: string | false) =>
    value && host.style.setProperty(`--jmo-${name}`, value);
  set('primary', color);
  set('on-primary', color && inkOn(color));
  set('bottom', bottom > 0 && `${bottom}px`);
  set('aside', aside > 0 && `${aside}px`);
  const root = host.attachShadow({ mode: 'open' });
  adoptCss(root, css);
  root.append(panel);
  if (!place) root.append(button);
  (place ?? document.body).append(host);
  return root;
}
