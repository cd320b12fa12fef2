/** What launcher and panel know of each other: they are loaded apart. */

export interface PanelHost {
  readonly root: ShadowRoot;
  /** Folder of the script, e.g. `https://contoh.id/`: chat and settings are found relative to it. */
  readonly base: string;
  readonly position: 'left' | 'right';
  /** The panel asks to be put away. */
  readonly onClose: () => void;
  /** Messages that came while the panel was closed. */
  readonly onUnread: (count: number) => void;
}

export interface Panel {
  /** With `focus` the input gets the keyboard; not when the chat merely opens with the page. */
  show(focus: boolean): void;
  hide(): void;
  send(text: string): void;
}

export interface PanelModule {
  createPanel(host: PanelHost): Panel;
}

/** `window.JmoBantuan`, for the site's own buttons. */
export interface JmoBantuan {
  open(): void;
  close(): void;
  /** Opens the chat and sends `text` as if the visitor had written it. */
  send(text: string): void;
}

declare global {
  interface Window {
    JmoBantuan?: JmoBantuan;
  }
}
