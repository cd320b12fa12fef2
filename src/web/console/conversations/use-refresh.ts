import { useEffect, useRef } from 'preact/hooks';
import type { PresentedPage } from '../../../console/presented.ts';
import { api } from '../api.ts';

/** In milliseconds. An unchanged list costs the server one look and the network an empty answer. */
const every = 4_000;

/** While the page is in sight the first page is asked for again and again; `onPage` hears of it when it has changed. */
export function useRefresh(parameters: string, active: boolean, onPage: (page: PresentedPage) => void): void {
  const hear = useRef(onPage);
  hear.current = onPage;
  useEffect(() => {
    if (!active) return;
    let wanted = true;
    let tag: string | null = null;
    const look = async () => {
      if (document.visibilityState === 'visible') {
        const found = await api.conversationsSince(parameters, tag);
        // Trouble, also an ended session, is told to whoever does something; a look in the background is not.
        if (wanted && found.answer !== 'same' && found.answer.kind === 'ok') {
          ({ tag } = found);
          hear.current(found.answer.value);
        }
      }
      if (wanted) timer = setTimeout(look, every);
    };
    let timer = setTimeout(look, every);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [parameters, active]);
}
