import type {
  PresentedInbox,
  PresentedOverview,
  PresentedTraining,
  WantedDecision,
} from '../../../console/learning/presented.ts';
import { call, post } from '../api.ts';

/** Decisions on their way; the page goes on without them, what is made of all decisions does not. */
let deciding: Promise<unknown> = Promise.resolve();

export const learningApi = {
  inbox: () => call<PresentedInbox>('learning/inbox'),
  overview: () => call<PresentedOverview>('learning/overview'),
  decide(wanted: WantedDecision) {
    const answer = post<{ texts: number }>('learning/labels', wanted);
    deciding = Promise.allSettled([deciding, answer]);
    return answer;
  },
  async train() {
    await deciding;
    return post<PresentedTraining>('learning/train', {});
  },
  activate: (version: number) => post<{ active: number }>(`learning/versions/${version}/activate`, {}),
  async patch() {
    await deciding;
    return post<{ patch: string }>('learning/patch', {});
  },
};
