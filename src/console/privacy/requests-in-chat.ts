import type { ErasureRecord } from '../../conversations/erase-on-request.ts';
import type { Shelf } from '../../storage/shelf.ts';
import type { Clock, Random } from '../../time-and-chance.ts';
import { newRequest, type PrivacyRequest } from './privacy-request.ts';

interface Options {
  readonly shelf: Shelf<PrivacyRequest>;
  readonly clock: Clock;
  readonly random: Random;
}

/** So many that the bot has done are kept: enough to show that it does, and few enough to be read at once. */
const mostDone = 500;

/** "Hapus data saya" that was said in a chat, or chosen in the widget's menu, as the console's page shows it. */
export function recordRequestsInChat({ shelf, clock, random }: Options): ErasureRecord {
  return {
    async asked(asking) {
      if (await openRequest(asking)) return;
      const { conversation, user } = asking;
      const request = newRequest({ kind: 'erase', conversation, user, askedAt: clock.now() }, random);
      await shelf.change(request.id, () => request);
    },
    async done(asking, conversations) {
      const id = (await openRequest(asking))?.id;
      if (id === undefined) return;
      const at = new Date(clock.now()).toISOString();
      await shelf.change(id, request => {
        if (!request || request.done) return request;
        const { user: _, conversation: __, ...rest } = request;
        return { ...rest, done: { at, conversations } };
      });
      await forgetOldest();
    },
  };

  async function openRequest({ conversation, user }: Parameters<ErasureRecord['asked']>[0]) {
    return (await shelf.all()).find(
      request => !request.recordedBy && request.conversation === conversation && request.user === user,
    );
  }

  async function forgetOldest(): Promise<void> {
    const done = (await shelf.all())
      .filter(({ recordedBy, done }) => done && !recordedBy)
      .sort((a, b) => (a.askedAt < b.askedAt ? 1 : -1));
    for (const { id } of done.slice(mostDone)) await shelf.change(id, () => undefined);
  }
}
