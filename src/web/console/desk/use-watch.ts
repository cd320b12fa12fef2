import { useEffect, useRef, useState } from 'preact/hooks';
import type { PresentedNews, PresentedWatch } from '../../../console/desk/presented.ts';
import type { PresentedTranscript, PresentedUndelivered } from '../../../console/presented.ts';
import { type Answer, api } from '../api.ts';
import { deskApi } from './desk-api.ts';
import { knownUpTo } from './merge.ts';

const every = 2_500;
const everyUnseen = 15_000;

/** Writing counts as being there, but pages that ask by themselves do not: so that a long reply does not end the session. */
const sayHereEvery = 5 * 60_000;

/** So long after the last key somebody still writes. */
const typingLasts = 4_000;

interface WatchHooks {
  readonly onNews: (news: PresentedNews) => void;
  readonly onDelivery: (undelivered: readonly PresentedUndelivered[] | undefined) => void;
  readonly onGone: () => void;
  readonly onExpired: () => void;
}

export interface Watched extends Pick<PresentedWatch, 'viewers' | 'visitorTyping'> {
  readonly late: boolean;
  /** To be called at each key. */
  readonly typed: () => void;
}

/** Keeps an open chat up to date, tells colleagues that one is here, and hears of them. */
export function useWatch(transcript: PresentedTranscript, hooks: WatchHooks): Watched {
  const { id } = transcript.conversation;
  const [watched, setWatched] = useState({ viewers: none, visitorTyping: false, late: false });
  const latest = useRef({ transcript, hooks });
  latest.current = { transcript, hooks };
  const typedAt = useRef(0);
  const saidHereAt = useRef(Date.now());

  useEffect(() => {
    let wanted = true;
    let timer: ReturnType<typeof setTimeout>;
    const ask = async () => {
      const { desk, messages } = latest.current.transcript;
      const typing = Date.now() - typedAt.current < typingLasts;
      if (typing) sayHere();
      const answer = await deskApi.watch(id, { version: desk.version, after: knownUpTo(messages), typing });
      if (wanted && hear(answer)) timer = setTimeout(() => void ask(), pause());
    };
    timer = setTimeout(() => void ask(), 0);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [id]);

  const typed = () => {
    typedAt.current = Date.now();
  };
  return { ...watched, typed };

  /** Whether it is worth asking again. */
  function hear(answer: Answer<PresentedWatch>): boolean {
    const { onNews, onDelivery, onGone, onExpired } = latest.current.hooks;
    switch (answer.kind) {
      case 'ok':
        setWatched({ viewers: answer.value.viewers, visitorTyping: answer.value.visitorTyping, late: false });
        if (answer.value.news) onNews(answer.value.news);
        else onDelivery(answer.value.undelivered);
        return true;
      case 'loggedOut':
        onExpired();
        return false;
      case 'absent':
        onGone();
        return false;
      default:
        setWatched(before => ({ ...before, late: true }));
        return true;
    }
  }

  function sayHere(): void {
    if (Date.now() - saidHereAt.current < sayHereEvery) return;
    saidHereAt.current = Date.now();
    void api.me();
  }
}

const pause = () => (document.visibilityState === 'visible' ? every : everyUnseen);

const none: PresentedWatch['viewers'] = [];
