import type { WidgetOptions } from './options.ts';
import { launcherStrings as strings } from './strings.ts';

export interface LauncherButton {
  readonly element: HTMLButtonElement;
  badge(count: number): void;
  /** A word beside the button; `undefined` shows the site's greeting again. */
  tell(text: string | undefined, busy?: boolean): void;
}

export function createLauncherButton({ position, greeting }: WidgetOptions): LauncherButton {
  const element = document.createElement('button');
  element.type = 'button';
  const unread = part('badge');
  const teaser = part('teaser');
  element.append(icon(), unread, teaser);
  let count = 0;
  tell(undefined);
  return { element, badge, tell };

  function badge(now: number): void {
    count = now;
    unread.hidden = count === 0;
    unread.textContent = count > 9 ? '9+' : String(count);
    name();
  }

  function tell(text = greeting, busy = false): void {
    element.className = `launcher ${position}${busy ? ' busy' : ''}`;
    element.setAttribute('aria-busy', String(busy));
    teaser.hidden = !text;
    teaser.textContent = text ?? '';
    badge(count);
  }

  /** What is seen beside the button is heard in its name. */
  function name(): void {
    const news = count > 0 && strings.unread(count);
    element.setAttribute('aria-label', [strings.open, news, teaser.textContent].filter(Boolean).join('. '));
  }
}

function part(className: string): HTMLSpanElement {
  const span = document.createElement('span');
  span.className = className;
  span.hidden = true;
  return span;
}

/** Built by hand, because pages with Trusted Types refuse `innerHTML`. */
function icon(): SVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  const path = document.createElementNS(namespace, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('fill', 'currentColor');
  path.setAttribute(
    'd',
    'M5 3h14a3 3 0 0 1 3 3v9a3 3 0 0 1-3 3h-6.6l-4.7 3.7A1 1 0 0 1 6 21v-3H5a3 3 0 0 1-3-3V6a3 3 0 0 1 3-3Z' +
      'm2 5v2h10V8Zm0 4v2h7v-2Z',
  );
  svg.append(path);
  return svg;
}
