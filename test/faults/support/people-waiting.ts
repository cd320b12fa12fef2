import type { ConversationId } from '../../../src/ids.ts';
import { createChance } from '../../walks/chance.ts';
import { readMaterial } from '../../walks/material.ts';
import type { AssistantProcess } from '../assistant-process.ts';
import type { Ground } from '../ground.ts';
import type { Figure } from '../scenario.ts';
import { letWait, someoneWaiting, type Waiting } from './follow-ups.ts';
import { count, pause } from './lanes.ts';

/** They wrote ten minutes ago: processes run in real time, and at night only who is awake is asked. */
function awake({ conversation, messages }: Waiting): Waiting {
  const state = { ...conversation.state, lastActive: Date.now() - 10 * 60_000 };
  return { conversation: { ...conversation, state }, messages };
}

/** People whose follow-up becomes due while processes are killed. No process may be running on files meanwhile. */
export async function createPeopleWaiting(ground: Ground) {
  const material = await readMaterial(ground.understanding());
  material.accounts.follow(createChance(1));
  const waiting = await someoneWaiting(material);
  const ids: ConversationId[] = [];
  /** So many from the beginning were seen to be asked. */
  let asked = 0;

  return {
    /** So many more, one due every 100 ms from now on. */
    async join(people: number): Promise<void> {
      const opened = await ground.openStore();
      const lately = awake(waiting);
      for (const place of count(people))
        ids.push(await letWait(opened.store, lately, ids.length, Date.now() + place * 100));
      await opened.close();
    },
    /** Was everybody asked, and nobody twice? A process that was killed is taken over within a minute and a bit. */
    async judge(running: AssistantProcess): Promise<readonly Figure[]> {
      if (ids.length === 0) return [];
      for (let second = 0; second < 90 && !(await allAsked(running)); second += 1) await pause(1_000);
      await running.stop();
      const { store, close } = await ground.openStore();
      let wrong = 0;
      for (const id of ids) if ((await store.load(id))?.version !== 2) wrong += 1;
      await close();
      return [
        { what: 'follow-ups due meanwhile', value: ids.length },
        { what: 'of these not asked exactly once', value: wrong, bar: { is: 0 } },
      ];
    },
  };

  async function allAsked({ url }: AssistantProcess): Promise<boolean> {
    while (asked < ids.length && (await isAsked(url, ids[asked]))) asked += 1;
    return asked === ids.length;
  }

  async function isAsked(url: string, id: ConversationId | undefined): Promise<boolean> {
    const response = await fetch(`${url}/v3/directline/conversations/${id}/activities`, {
      headers: { Authorization: `Bearer ${ground.environment.DIRECTLINE_SECRET}` },
    });
    const { activities } = (await response.json()) as { activities: readonly unknown[] };
    return activities.length > waiting.messages.length;
  }
}
