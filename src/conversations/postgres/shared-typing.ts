import { ConversationId } from '../../ids.ts';
import type { News } from '../../storage/postgres/news.ts';
import type { Clock } from '../../time-and-chance.ts';
import { createTyping, type Typing } from '../typing.ts';

/**
 * Page and visitor may be with different processes, so all of them are told, by ids alone. News that is lost is no loss:
 * whoever still writes or looks says so again within seconds.
 */
export function createSharedTyping(news: News, clock: Clock): Typing {
  const here = createTyping(clock);
  const looks = topic('looks', here.look);
  const visitor = topic('visitor-writes', here.visitorWrites);
  const agent = topic('agent-writes', here.agentWrites);

  return {
    look(conversation) {
      here.look(conversation);
      looks.tell(conversation);
    },
    visitorWrites(conversation) {
      here.visitorWrites(conversation);
      // Nobody looks at most chats; to tell of those would be the most frequent news of all.
      if (here.visitorWroteAt(conversation) !== undefined) visitor.tell(conversation);
    },
    visitorWroteAt: here.visitorWroteAt,
    // Its own news comes back to this process, too.
    agentWrites: conversation => agent.tell(conversation),
    onAgent: here.onAgent,
  };

  function topic(about: string, heard: (conversation: ConversationId) => void) {
    return news.topic(about, {
      heard(ids) {
        for (const id of ids) {
          const conversation = ConversationId.safeParse(id).data;
          if (conversation) heard(conversation);
        }
      },
      missed() {},
    });
  }
}
