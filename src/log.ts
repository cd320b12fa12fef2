import pino from 'pino';

/**
 * Structured log lines on standard error. Fields are a closed set on purpose: ids, counts, codes and durations, never a
 * text that a user wrote, so nothing personal can slip into a log by accident.
 */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

export interface LogFields {
  readonly conversation?: string;
  readonly channel?: string;
  readonly file?: string;
  readonly code?: string;
  readonly status?: number;
  readonly count?: number;
  readonly milliseconds?: number;
  readonly route?: string;
  /** Only its name, code and stack are written: messages of foreign libraries may quote user input. */
  readonly error?: unknown;
}

export function createLog(level = 'info'): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
  const write =
    (severity: 'info' | 'warn' | 'error') =>
    (event: string, { error, ...fields }: LogFields = {}) =>
      logger[severity]({ ...fields, ...describeError(error) }, event);
  return { info: write('info'), warn: write('warn'), error: write('error') };
}

export const silentLog: Log = { info() {}, warn() {}, error() {} };

function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return {};
  const frames = error.stack
    ?.split('\n')
    .filter(line => line.trimStart().startsWith('at '))
    .slice(0, 6);
  return {
    error: error.name,
    code: 'code' in error ? error.code : undefined,
    at: frames?.map(line => line.trim()),
  };
}
