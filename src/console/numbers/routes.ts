import { z } from 'zod';
import type { AuditActor, AuditLog } from '../../audit/audit-log.ts';
import { HttpError } from '../../http/http-error.ts';
import { check, readJson } from '../../http/read-body.ts';
import { sendJson } from '../../http/respond.ts';
import { type IncidentStore, incidentSymptoms } from '../../incidents/incident-store.ts';
import type { Spikes } from '../../incidents/spikes.ts';
import { daysBetween, periodBefore } from '../../numbers/calendar.ts';
import type { Numbers } from '../../numbers/numbers.ts';
import { actorOf, actorOfToken } from '../actor-of.ts';
import type { ConsoleRoute, Exchange } from '../mount-routes.ts';
import { canDeclareIncidents, canReadConversations } from '../policies.ts';
import type { ApiTokens } from '../tokens/api-tokens.ts';
import type { ConsoleUser } from '../users.ts';
import { csvTables, numbersCsv } from './numbers-csv.ts';
import { type Period, presentNumbers } from './present-numbers.ts';
import type { PresentedNumbers } from './presented.ts';

/** Half a year is as much as a page shows. */
const mostDays = 184;

const Between = z.object({ from: z.iso.date(), to: z.iso.date() });
type Between = z.infer<typeof Between>;

const Export = z.object({ ...Between.shape, table: z.enum(csvTables) });

const Declaring = z.object({ symptom: z.enum(incidentSymptoms) });

export interface NumbersOptions {
  readonly numbers: Numbers;
  readonly incidents: IncidentStore;
  readonly spikes: Pick<Spikes, 'suggestions'>;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly tokens: Pick<ApiTokens, 'bearer'>;
  readonly causes: ReadonlyMap<string, string>;
}

type OfUser = Exchange & { readonly user: ConsoleUser };

/** How the bot does, and the trouble that the numbers point to. */
export function numbersRoutes(
  api: string,
  { numbers, incidents, spikes, audit, tokens, causes }: NumbersOptions,
): readonly ConsoleRoute[] {
  return [
    { method: 'get', path: `${api}/numbers`, allows: canReadConversations, handle: show },
    { method: 'post', path: `${api}/numbers/csv`, allows: canReadConversations, handle: exportCsv },
    { method: 'post', path: `${api}/export/numbers`, allows: 'tokenBearers', handle: exportToProgram },
    { method: 'post', path: `${api}/incident/declare`, allows: canDeclareIncidents, handle: declare },
    { method: 'post', path: `${api}/incident/end`, allows: canDeclareIncidents, handle: end },
  ];

  /** `GET numbers?from=2026-03-01&to=2026-03-31`. */
  async function show({ req, res }: Exchange): Promise<void> {
    const { from, to } = sensible(check(Between, Object.fromEntries(new URLSearchParams(req.getQuery()))));
    const current = incidents.current();
    const answer: PresentedNumbers = {
      ...presentNumbers(await period(from, to), causes),
      incident: current && { symptom: current.symptom, since: current.since },
      spikes: spikes.suggestions().map(({ symptom, count, usual }) => ({ symptom, count, usual })),
    };
    sendJson(res, 200, answer);
  }

  /** `POST numbers/csv` `{ "from", "to", "table" }`, because an export is recorded. */
  async function exportCsv({ req, res, user }: OfUser): Promise<void> {
    sendJson(res, 200, { csv: await csvFor(req, actorOf(user)) });
  }

  /** The same for a program with a token, as the file itself. */
  async function exportToProgram({ req, res }: Exchange): Promise<void> {
    const token = await tokens.bearer(req.headers.authorization, 'numbers');
    if (!token) throw new HttpError(401);
    const csv = await csvFor(req, actorOfToken(token));
    res.sendRaw(200, csv, { 'Content-Type': 'text/csv; charset=utf-8' });
  }

  async function csvFor(req: Exchange['req'], actor: AuditActor): Promise<string> {
    const { table, ...range } = await readJson(req, Export);
    const { from, to } = sensible(range);
    await audit.append({ actor, action: 'export', object: `numbers/${table}`, details: { from, to } });
    return numbersCsv(presentNumbers(await period(from, to), causes), table);
  }

  async function declare({ req, res, user }: OfUser): Promise<void> {
    const { symptom } = await readJson(req, Declaring);
    const actor = { id: user.id, name: user.name, role: user.role };
    await audit.append({ actor, action: 'declare-incident', object: symptom });
    await incidents.declare({ symptom });
    sendJson(res, 200, { symptom });
  }

  async function end({ res, user }: OfUser): Promise<void> {
    const actor = { id: user.id, name: user.name, role: user.role };
    const ended = await incidents.end();
    if (ended) await audit.append({ actor, action: 'end-incident', object: ended.symptom });
    sendJson(res, 200, { ended: ended?.symptom });
  }

  async function period(from: string, to: string): Promise<Period> {
    const { days, countedAt } = await numbers.days(from, to);
    const before = await numbers.days(...periodBefore(from, to));
    return { from, to, days, before: before.days, countedAt: Math.min(countedAt, before.countedAt) };
  }
}

/** Throws `HttpError` 422 for what is no period, or a longer one than a page shows. */
function sensible({ from, to }: Between): Between {
  const possible = from >= '2020-01-01' && from <= to && to <= '2100-01-01';
  if (!possible || daysBetween(from, to).length > mostDays) throw new HttpError(422);
  return { from, to };
}
