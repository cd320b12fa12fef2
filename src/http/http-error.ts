import { Failure, type FailureCode } from '../failure.ts';

/**
 * A refusal that the caller may know about. Every refusal of a status says the same words, so that no answer can carry an
 * exception's text, a path or somebody's data.
 */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: RefusalStatus;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly about: Readonly<Record<string, unknown>>;

  constructor(status: RefusalStatus, options: RefusalOptions = {}) {
    super(refusals[status].message, options.cause === undefined ? undefined : { cause: options.cause });
    this.status = status;
    this.code = options.code ?? refusals[status].code;
    this.headers = options.headers ?? {};
    this.about = options.about ?? {};
  }
}

export interface RefusalOptions {
  /** A stable code that says more than the status does, e.g. `key-reused`. Never made of user input. */
  readonly code?: string;
  /** E.g. `{ 'Retry-After': '30' }`, in seconds. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Stands beside `error` in the body, a literal list of fields, e.g. `{ agent: { name } }`. */
  readonly about?: Readonly<Record<string, unknown>>;
  /** For the log only. */
  readonly cause?: unknown;
}

/** What leaves the server when something goes wrong; `id` also stands in the log line. */
export interface ErrorBody {
  readonly error: { readonly code: string; readonly message: string; readonly id: string };
}

const refusals = {
  400: { code: 'bad-request', message: 'The request could not be read.' },
  401: { code: 'unauthorized', message: 'Valid credentials are needed.' },
  403: { code: 'forbidden', message: 'This is not allowed.' },
  404: { code: 'not-found', message: 'There is nothing here.' },
  405: { code: 'method-not-allowed', message: 'This method is not supported here.' },
  409: { code: 'conflict', message: 'This contradicts what happened before.' },
  410: { code: 'gone', message: 'This is over.' },
  413: { code: 'too-large', message: 'The request is too large.' },
  415: { code: 'unsupported-media-type', message: 'This content type or encoding is not accepted.' },
  422: { code: 'invalid', message: 'The request does not have the expected fields.' },
  429: { code: 'too-many-requests', message: 'Too many requests; try again later.' },
  500: { code: 'internal', message: 'Something went wrong on our side.' },
  502: { code: 'bad-gateway', message: 'A service behind this one did not answer properly.' },
  503: { code: 'unavailable', message: 'The service is busy; try again shortly.' },
} as const satisfies Record<number, { code: string; message: string }>;

export type RefusalStatus = keyof typeof refusals;

/** What an operator is mending, or another process is about to end: the same request can be sent again. */
const passing: ReadonlySet<string> = new Set([
  'database-preparing',
  'database-unreachable',
  'database-refused',
  'database-read-only',
  'schema-too-new',
  'disk-full',
  'conversation-busy',
] satisfies FailureCode[]);

/** Any thrown thing as a refusal: what nobody foresaw is a 500 without details. */
export function asHttpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error;
  if (error instanceof Failure && passing.has(error.code))
    return new HttpError(503, { headers: { 'Retry-After': '5' }, cause: error });
  const status = statusOf(error);
  return new HttpError(isRefusalStatus(status) ? status : 500, { cause: error });
}

/** restify's own errors (no such route, wrong method) carry a `statusCode`. */
function statusOf(error: unknown): unknown {
  return error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
}

function isRefusalStatus(status: unknown): status is RefusalStatus {
  return typeof status === 'number' && Object.hasOwn(refusals, status);
}
