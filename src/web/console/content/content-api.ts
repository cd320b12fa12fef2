import type {
  PresentedBotIntent,
  PresentedDialogs,
  PresentedTest,
} from '../../../console/content/presented.ts';
import { call } from '../api.ts';

export const contentApi = {
  dialogs: () => call<PresentedDialogs>('content/dialogs'),
  intents: () => call<{ intents: readonly PresentedBotIntent[] }>('content/intents'),
  tests: (intent: string) =>
    call<{ tests: readonly PresentedTest[] }>(`content/intents/${encodeURIComponent(intent)}/tests`),
};
