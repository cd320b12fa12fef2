import type {
  PresentedColleague,
  PresentedNewInvitation,
  PresentedOffer,
  PresentedPeople,
} from '../../../console/people/presented.ts';
import type { PresentedPrivacy, PrivacyKind } from '../../../console/privacy/presented.ts';
import type { Role } from '../../../console/roles.ts';
import type { PresentedNewToken, PresentedTokens } from '../../../console/tokens/presented.ts';
import type { Scope } from '../../../console/tokens/scopes.ts';
import { call, post } from '../api.ts';

export const rightsApi = {
  people: () => call<PresentedPeople>('people'),
  changeRole: (id: string, role: Role) => post<PresentedColleague>(`people/${id}/role`, { role }),
  act: (id: string, action: 'disable' | 'enable' | 'reset-second-factor') =>
    post<PresentedColleague>(`people/${id}/${action}`, {}),
  invite: (email: string, role: Role) => post<PresentedNewInvitation>('invitations', { email, role }),
  revokeInvitation: (id: string) => post<unknown>(`invitations/${id}/revoke`, {}),
  lookAtInvitation: (secret: string) => post<PresentedOffer>('invitation/look', { secret }),
  acceptInvitation: (secret: string, password: string) =>
    post<unknown>('invitation/accept', { secret, password }),
  tokens: () => call<PresentedTokens>('tokens'),
  makeToken: (name: string, scopes: readonly Scope[], days: number) =>
    post<PresentedNewToken>('tokens', { name, scopes, days }),
  revokeToken: (id: string) => post<unknown>(`tokens/${id}/revoke`, {}),
  privacy: () => call<PresentedPrivacy>('privacy'),
  recordRequest: (kind: PrivacyKind, conversation: string) =>
    post<unknown>('privacy', { kind, conversation }),
  erase: (request: string) => post<{ conversations: number }>(`privacy/${request}/carry-out`, {}),
};
