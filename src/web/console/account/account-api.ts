import type {
  PresentedRecoveryCodes,
  PresentedSecret,
  PresentedSessions,
} from '../../../console/account/presented.ts';
import { call, post } from '../api.ts';

export const accountApi = {
  sessions: () => call<PresentedSessions>('me/sessions'),
  endSession: (id: string) => post<unknown>(`me/sessions/${encodeURIComponent(id)}/end`, {}),
  changePassword: (password: string, next: string) => post<unknown>('me/password', { password, next }),
  beginFactor: () => post<PresentedSecret>('me/second-factor/begin', {}),
  confirmFactor: (totp: string) => post<PresentedRecoveryCodes>('me/second-factor/confirm', { totp }),
  removeFactor: (totp: string) => post<unknown>('me/second-factor/remove', { totp }),
  renewRecoveryCodes: (totp: string) =>
    post<PresentedRecoveryCodes>('me/second-factor/recovery-codes', { totp }),
};
