import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

const phone = matchMedia('(max-width: 480px)');

/**
 * On phones the panel fills the screen; then it also follows the part of it that the on-screen keyboard leaves free, so
 * that the input stays in sight. Answers whether this is so.
 */
export function useFullScreen(panel: RefObject<HTMLElement | null>, shown: boolean): boolean {
  const [full, setFull] = useState(phone.matches);
  useEffect(() => {
    const viewport = window.visualViewport;
    if (!shown || !viewport) return;
    const follow = () => {
      setFull(phone.matches);
      // A visitor who has zoomed in wants to look around in the panel, not to see it shrink.
      const free = phone.matches && viewport.scale === 1;
      panel.current?.style.setProperty('height', free ? `${viewport.height}px` : '');
      panel.current?.style.setProperty('top', free ? `${viewport.offsetTop}px` : '');
    };
    follow();
    viewport.addEventListener('resize', follow);
    viewport.addEventListener('scroll', follow);
    return () => {
      viewport.removeEventListener('resize', follow);
      viewport.removeEventListener('scroll', follow);
    };
  }, [panel, shown]);
  return full;
}
