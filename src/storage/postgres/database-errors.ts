import { Failure } from '../../failure.ts';
import { errorCode } from '../error-code.ts';

/**
 * What went wrong with the database, for the one who has to mend it. Codes: PostgreSQL's SQLSTATE (appendix A of its
 * manual) and those of Node's sockets. Anything else is a mistake of ours and is passed on as it is.
 */
export function explainDatabaseError(error: unknown): unknown {
  if (error instanceof Failure) return error;
  const code = errorCode(error);
  const known = explanations.find(({ codes }) => codes.some(one => code?.startsWith(one)));
  if (known) return new Failure(known.failure, known.what, known.fix, error);
  if (isLostConnection(error)) return new Failure(...unreachable, error);
  return error;
}

const unreachable = [
  'database-unreachable',
  'The database does not answer',
  'Look whether PostgreSQL runs and DATABASE_URL leads to it; no restart is needed once it does.',
] as const;

const explanations = [
  {
    codes: ['28P01', '28000', '3D000'],
    failure: 'database-refused',
    what: 'The database refuses user, password or database name',
    fix: 'Correct DATABASE_URL.',
  },
  {
    codes: ['53300', '53400'],
    failure: 'database-unreachable',
    what: 'The database has no connection left',
    fix: 'Raise max_connections, lower DATABASE_CONNECTIONS, or put a pooler in between.',
  },
  {
    codes: ['53100', '53200', '58030'],
    failure: 'disk-full',
    what: 'The database cannot write any more',
    fix: 'Free space for PostgreSQL; no restart is needed.',
  },
  {
    codes: ['25006'],
    failure: 'database-read-only',
    what: 'The database is read-only (a standby, or failing over)',
    fix: 'Let the address in DATABASE_URL lead to the primary; no restart is needed.',
  },
  {
    codes: ['57014', '55P03', '40001', '40P01'],
    failure: 'database-unreachable',
    what: 'The database is too slow',
    fix: 'Look at its load and locks; no restart is needed.',
  },
  {
    codes: ['57P', '08', 'ECONN', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOENT'],
    failure: unreachable[0],
    what: unreachable[1],
    fix: unreachable[2],
  },
] as const;

/** The driver tells a lost connection and its own time-outs by text only, without any code. */
function isLostConnection(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^(Connection terminated|timeout exceeded|Query read timeout|Client has)/.test(error.message)
  );
}
