import type { Composer } from './launcher/composer.ts';

/** What launcher and panel know of each other: they are loaded apart. */
export interface PanelHost {
  readonly root: ShadowRoot;
  /** Folder of the script, e.g. `https://contoh.id/`: chat and settings are found relative to it. */
  readonly base: string;
  /** The window with everything in it; the launcher hides and shows it. */
  readonly panel: HTMLElement;
  /** The part of it that the panel draws; the launcher's own input stands below. */
  readonly content: HTMLElement;
  readonly composer: Composer;
  readonly button: HTMLButtonElement;
  /** Stands in the page itself and cannot be closed. */
  readonly inline: boolean;
  /** The panel asks to be put away. */
  readonly onClose: () => void;
  /** Tells the page, see `WidgetEvents`. */
  readonly tell: (event: keyof WidgetEvents, detail?: unknown) => void;
}

export interface Panel {
  send(text: string): void;
}

export interface PanelModule {
  createPanel(host: PanelHost): Panel;
}

/** What a site can listen to, also as `jmobantuan:open` and so on at the window. */
export interface WidgetEvents {
  /** `window.JmoBantuan` is there. */
  readonly ready: undefined;
  readonly open: undefined;
  readonly close: undefined;
  /** A message that this page had not shown before; who wrote it, and nothing of what was said. */
  readonly message: { readonly from: 'user' | 'bot' | 'agent' };
  /** How many messages nobody has seen yet. */
  readonly unread: number;
}

/** `window.JmoBantuan`, for the site's own buttons. */
export interface JmoBantuan {
  open(): void;
  close(): void;
  /** Opens the chat and sends `text` as if the visitor had written it. */
  send(text: string): void;
  /** Calls back at each `event`; the returned function stops it. */
  on<E extends keyof WidgetEvents>(event: E, handler: (detail: WidgetEvents[E]) => void): () => void;
}

declare global {
  interface Window {
    JmoBantuan?: JmoBantuan;
  }
}
