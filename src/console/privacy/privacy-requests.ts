import type { Shelf } from '../../storage/shelf.ts';
import type { Clock, Random } from '../../time-and-chance.ts';
import type { ConsoleUser } from '../users.ts';
import { type NewPrivacyRequest, newRequest, type PrivacyRequest } from './privacy-request.ts';
import { recordRequestsInChat } from './requests-in-chat.ts';

interface Options {
  readonly shelf: Shelf<PrivacyRequest>;
  readonly clock: Clock;
  readonly random: Random;
}

export type PrivacyRequests = ReturnType<typeof createPrivacyRequests>;

export function createPrivacyRequests({ shelf, clock, random }: Options) {
  return { record, all, find: shelf.get, finish, inChat: recordRequestsInChat({ shelf, clock, random }) };

  async function record(asked: NewPrivacyRequest, by: ConsoleUser): Promise<PrivacyRequest> {
    const request = { ...newRequest(asked, random), recordedBy: { id: by.id, name: by.name } };
    await shelf.change(request.id, () => request);
    return request;
  }

  /** What is open first, the most urgent on top; then what is done, the latest on top. */
  async function all(): Promise<readonly PrivacyRequest[]> {
    const requests = await shelf.all();
    const open = requests.filter(({ done }) => !done).sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
    const done = requests.filter(one => one.done).sort((a, b) => (doneAt(a) < doneAt(b) ? 1 : -1));
    return [...open, ...done];
  }

  async function finish(id: string, by: ConsoleUser, conversations: number): Promise<void> {
    const at = new Date(clock.now()).toISOString();
    await shelf.change(id, request => {
      if (!request || request.done) return request;
      const { user: _, ...rest } = request;
      return { ...rest, done: { at, by: { id: by.id, name: by.name }, conversations } };
    });
  }
}

function doneAt({ done }: PrivacyRequest): string {
  return done?.at ?? '';
}
