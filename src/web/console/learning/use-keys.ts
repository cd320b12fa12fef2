import { useEffect, useRef } from 'preact/hooks';

/** Keys count everywhere on the page but where something is typed or chosen; Enter on a button or a link is what that does. */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const { key, target, ctrlKey, metaKey, altKey } = event;
      if (ctrlKey || metaKey || altKey || !(target instanceof Element)) return;
      const own = target.matches('input:not([type=checkbox]), textarea, select') || isElsewhere(target, key);
      const act = own && !(target.matches('select') && key === 'Enter') ? undefined : latest.current[key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}

/** Whoever has tapped a choice keeps it with Enter; on any other button, and on a link, Enter is what that does. */
function isElsewhere(target: Element, key: string): boolean {
  return key === 'Enter' && target.matches('a, button:not(.choice-button, .group-head)');
}
