import { useEffect, useRef } from 'preact/hooks';
import type { PresentedPage } from '../../../console/presented.ts';
import { type Answer, api } from '../api.ts';

/** In milliseconds. An unchanged list costs the server one look and the network an empty answer. */
const every = 4_000;

interface RefreshHooks {
  readonly onPage: (page: PresentedPage) => void;
  readonly onExpired: () => void;
}

/** While the page is in sight the first page is asked for again and again; `onPage` hears of it when it has changed. */
export function useRefresh(parameters: string, active: boolean, { onPage, onExpired }: RefreshHooks): void {
  const hooks = useRef({ onPage, onExpired });
  hooks.current = { onPage, onExpired };
  useEffect(() => {
    if (!active) return;
    let wanted = true;
    let tag: string | null = null;
    const look = async () => {
      if (document.visibilityState === 'visible') {
        const found = await api.conversationsSince(parameters, tag);
        if (wanted && found.answer !== 'same') hear(found.answer, found.tag);
      }
      if (wanted) timer = setTimeout(look, every);
    };
    // Other trouble is told to whoever does something; a look in the background is taken again.
    const hear = (answer: Answer<PresentedPage>, newTag: string | null) => {
      if (answer.kind === 'loggedOut') hooks.current.onExpired();
      if (answer.kind !== 'ok') return;
      tag = newTag;
      hooks.current.onPage(answer.value);
    };
    let timer = setTimeout(look, every);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [parameters, active]);
}
