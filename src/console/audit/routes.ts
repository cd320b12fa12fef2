import { z } from 'zod';
import { type AuditEntry, type AuditLog, auditActions } from '../../audit/audit-log.ts';
import { check } from '../../http/read-body.ts';
import { sendJson } from '../../http/respond.ts';
import type { ConsoleRoute, UserExchange } from '../mount-routes.ts';
import { canReadAudit } from '../policies.ts';
import type { PresentedCheck, PresentedEntries, PresentedEntry } from './presented.ts';

const Query = z.object({
  action: z.enum(auditActions).exactOptional(),
  /** Id of the actor. */
  actor: z.string().max(64).exactOptional(),
  before: z.coerce.number().int().positive().exactOptional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** What people of the support team did. It can be read here, and nothing else. */
export function auditRoutes(api: string, audit: Pick<AuditLog, 'page' | 'verify'>): readonly ConsoleRoute[] {
  return [
    { method: 'get', path: `${api}/audit`, allows: canReadAudit, handle: list },
    { method: 'get', path: `${api}/audit/check`, allows: canReadAudit, handle: verify },
  ];

  /** `GET audit?action=&actor=&before=&limit=`, newest first. */
  async function list({ req, res }: UserExchange): Promise<void> {
    const given = [...new URLSearchParams(req.getQuery())].filter(([, value]) => value !== '');
    const query = check(Query, Object.fromEntries(given));
    // One more than is shown tells whether there are more.
    const found = await audit.page({ ...query, limit: query.limit + 1 });
    const shown = found.slice(0, query.limit);
    const last = shown.at(-1);
    const more = found.length > shown.length && last ? { next: last.number } : {};
    const answer: PresentedEntries = { entries: shown.map(presentEntry), ...more };
    sendJson(res, 200, answer);
  }

  async function verify({ res }: UserExchange): Promise<void> {
    const { entries, head, broken } = await audit.verify();
    const answer: PresentedCheck = {
      entries,
      head,
      broken: broken && { number: broken.number, problem: broken.problem },
    };
    sendJson(res, 200, answer);
  }
}

function presentEntry({ number, at, actor, action, object, details }: AuditEntry): PresentedEntry {
  const { id, name, role } = actor;
  return { number, at, actor: { id, name, role }, action, object, details };
}
