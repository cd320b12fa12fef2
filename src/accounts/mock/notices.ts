import { PermissionId } from '../../ids.ts';
import type { Institution } from './institution.ts';
import { findPermission, findVerification, isFreshlyProved, permissionLifetime } from './lifetimes.ts';
import { noticeMessage } from './messages.ts';
import { type OnceAnswer, once } from './once.ts';
import { contactOf, post } from './post.ts';

const day = 24 * 60 * 60_000;
/** A notice a day, a handful in all: news of one log-in problem, not a newsletter. */
const mostNotices = 4;

/**
 * Takes down the leave of an owner who has just proved control. Unknown members can prove nothing, so whoever is refused
 * learns nothing: there is one refusal for all of them.
 */
export function permitNotices(institution: Institution, id: string, key: string): Promise<OnceAnswer> {
  const { secrets, clock } = institution;
  return once(institution, key, ['permit', id], draft => {
    const now = clock.now();
    const verification = findVerification(draft, id);
    if (!verification || verification.account === null || !isFreshlyProved(verification, now)) {
      return { kind: 'notVerified' };
    }
    const permission = PermissionId.parse(secrets.newId());
    const { account, by } = verification;
    draft.permissions[permission] = { account, by, givenAt: now, notices: [] };
    return { kind: 'permitted', permission };
  });
}

/** Tells the contact through which control was proved that there is news; the words are the institution's own. */
export function sendNotice(institution: Institution, id: string, key: string): Promise<OnceAnswer> {
  const { members, clock } = institution;
  return once(institution, key, ['notice', id], draft => {
    const now = clock.now();
    const permission = findPermission(draft, id);
    if (!permission || now >= permission.givenAt + permissionLifetime) return { kind: 'notFound' };
    const last = permission.notices.at(-1) ?? Number.NEGATIVE_INFINITY;
    if (permission.notices.length >= mostNotices || now - last < day) {
      return { kind: 'tooManyNotices', retryInSeconds: Math.ceil(day / 1_000) };
    }
    permission.notices.push(now);
    const member = members.find(candidate => candidate.id === permission.account);
    const contact = member && contactOf(member, permission.by);
    if (contact) post(institution, draft, contact, noticeMessage);
    return { kind: 'noticeAccepted' };
  });
}

/** No notice any more; the permission is forgotten. */
export function withdrawNotices(institution: Institution, id: string, key: string): Promise<OnceAnswer> {
  return once(institution, key, ['withdraw', id], draft => {
    if (!findPermission(draft, id)) return { kind: 'notFound' };
    delete draft.permissions[id];
    return { kind: 'withdrawn' };
  });
}
