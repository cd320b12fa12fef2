import type {
  PresentedInbox,
  PresentedOverview,
  PresentedTraining,
  WantedDecision,
} from '../../../console/learning/presented.ts';
import { call, post } from '../api.ts';

export const learningApi = {
  inbox: () => call<PresentedInbox>('learning/inbox'),
  overview: () => call<PresentedOverview>('learning/overview'),
  decide: (wanted: WantedDecision) => post<{ texts: number }>('learning/labels', wanted),
  train: () => post<PresentedTraining>('learning/train', {}),
  activate: (version: number) => post<{ active: number }>(`learning/versions/${version}/activate`, {}),
  patch: () => post<{ patch: string }>('learning/patch', {}),
};
