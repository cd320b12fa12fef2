import type { Asking, ErasureRecord } from '../../conversations/erase-on-request.ts';
import { groupCommit } from '../../storage/group-commit.ts';
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
/** So many more may be there before the oldest are looked for: that reads them all. */
const looksEvery = 50;

/** "Hapus data saya" that was said in a chat, or chosen in the widget's menu, as the console's page shows it. */
export function recordRequestsInChat({ shelf, clock, random }: Options): ErasureRecord {
  const forget = groupCommit(forgetOldest);
  let doneSinceLook = looksEvery;

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
      doneSinceLook += 1;
      if (doneSinceLook >= looksEvery) await forget();
    },
  };

  async function openRequest({ conversation, user }: Asking): Promise<PrivacyRequest | undefined> {
    return (await shelf.matching({ conversation, user })).find(({ recordedBy }) => !recordedBy);
  }

  async function forgetOldest(): Promise<void> {
    doneSinceLook = 0;
    const done = (await shelf.all())
      .filter(({ recordedBy, done }) => done && !recordedBy)
      .sort((a, b) => (a.askedAt < b.askedAt ? 1 : -1));
    await Promise.all(done.slice(mostDone).map(({ id }) => shelf.change(id, () => undefined)));
  }
}
