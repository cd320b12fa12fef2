import { useEffect } from 'preact/hooks';

/** What a key does; false when it has done nothing and belongs to the browser. */
export type KeyActions = Readonly<Record<string, () => unknown>>;

/** Keys of the whole page, unless somebody is writing or a window asks something. */
export function useKeys(actions: KeyActions): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest('input, select, textarea, dialog')) return;
      const act = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
      if (act && act() !== false) event.preventDefault();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  });
}
