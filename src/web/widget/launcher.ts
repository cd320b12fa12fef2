import { adoptCss } from './adopt-css.ts';
import type { Panel, PanelModule } from './contract.ts';
import launcherCss from './launcher.css';
import { createLauncherButton } from './launcher-button.ts';
import { createMemory } from './memory.ts';
import { inkOn, readOptions } from './options.ts';
import { launcherStrings } from './strings.ts';
import theme from './theme.css';

/**
 * The one script that a site embeds: a button in a shadow root of its own. Everything else is loaded when the button is
 * used for the first time, or at once if the chat was open on the page before.
 */
const script = findScript();
if (script && !window.JmoBantuan) {
  if (document.body) start(script);
  else document.addEventListener('DOMContentLoaded', () => start(script));
}

function findScript(): HTMLScriptElement | null {
  const current = document.currentScript;
  if (current instanceof HTMLScriptElement) return current;
  return document.querySelector<HTMLScriptElement>('script[src*="/widget.js"]');
}

function start({ src, dataset }: HTMLScriptElement): void {
  const options = readOptions(dataset);
  const base = new URL('.', src).href;
  const session = createMemory('sessionStorage');
  const button = createLauncherButton(options);
  const root = attach(button.element, options.color);
  let loading: Promise<Panel> | undefined;
  let attempts = 0;
  let wanted = false;

  button.element.addEventListener('click', () => open());
  window.JmoBantuan = { open: () => open(), close, send };
  if (session.get('open') === 'yes' || (options.open && session.get('open') === undefined)) open(false);

  function open(focus = true): void {
    wanted = true;
    session.set('open', 'yes');
    withPanel(panel => {
      if (!wanted) return;
      panel.show(focus);
      button.element.hidden = true;
    });
  }

  function close(): void {
    if (!wanted) return;
    wanted = false;
    session.set('open', 'no');
    button.element.hidden = false;
    withPanel(panel => panel.hide());
    button.element.focus();
  }

  function send(text: string): void {
    open();
    withPanel(panel => panel.send(text));
  }

  function withPanel(use: (panel: Panel) => void): void {
    if (!loading) button.tell(launcherStrings.loading, true);
    loading ??= load();
    loading.then(use, () => {
      loading = undefined;
      button.tell(launcherStrings.loadFailed);
    });
  }

  async function load(): Promise<Panel> {
    // Some browsers remember a failed import by its address: with another fragment it is tried again.
    attempts += 1;
    const module: PanelModule = await import(`${base}${PANEL_FILE}#${attempts}`);
    button.tell(undefined);
    return module.createPanel({
      root,
      base,
      position: options.position,
      onClose: close,
      onUnread: button.badge,
    });
  }
}

function attach(button: HTMLElement, color: string | undefined): ShadowRoot {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  adoptCss(root, theme + launcherCss);
  if (color) {
    host.style.setProperty('--jmo-primary', color);
    host.style.setProperty('--jmo-on-primary', inkOn(color));
  }
  root.append(button);
  document.body.append(host);
  return root;
}
