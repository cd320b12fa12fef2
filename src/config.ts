import { join, resolve } from 'node:path';
import { z } from 'zod';
import { type ChannelSettings, channelEnvironment, channelSettings } from './channel-settings.ts';
import { Failure } from './failure.ts';
import { collectSecrets, developmentSecrets, type SecretName } from './secrets.ts';
import { type Random, secureRandom } from './time-and-chance.ts';

const postgresUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'is no address like postgres://user:password@host/name',
});

/** Everything the outside can set. The only reader of `process.env`; .env.example explains each name in one line. */
const Environment = z.object({
  NODE_ENV: z.string().default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3978),
  ACCOUNT_PORT: z.coerce.number().int().min(0).max(65_535).default(3979),
  DATA_DIR: z.string().default('data/runtime'),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_DIRECT_URL: postgresUrl.optional(),
  DATABASE_CONNECTIONS: z.coerce.number().int().min(1).max(1_000).default(10),
  WORKERS: z.coerce.number().int().min(1).max(64).default(1),
  MODEL_DIR: z.string().optional(),
  CONTENT_DIR: z.string().default('.'),
  PUBLIC_URL: z.url().optional(),
  ACCOUNT_PUBLIC_URL: z.url().optional(),
  ACCOUNT_API_URL: z.url().optional(),
  ACCOUNT_API_IS_MOCK: z.enum(['true', 'false']).default('false'),
  WIDGET_ORIGINS: z.string().default(''),
  UNDERSTANDING: z.enum(['linear', 'bayes']).default('linear'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  SEAL_KEY: z.string().optional(),
  DIRECTLINE_SECRET: z.string().optional(),
  TOKEN_KEY: z.string().optional(),
  ACCOUNT_API_KEY: z.string().optional(),
  ACCOUNT_CALLBACK_SECRET: z.string().optional(),
  TRUST_PROXY: z.enum(['true', 'false']).default('false'),
  RETENTION_DAYS: z.coerce.number().int().min(8).max(36_500).optional(),
  ...channelEnvironment,
});

/** The names of all settings. */
export const settingNames: readonly string[] = Object.keys(Environment.shape);

export interface DatabaseConfig {
  readonly url: string;
  /** Past a transaction pooler, for LISTEN; then `url` is spoken to without prepared statements. */
  readonly directUrl: string | undefined;
  /** Of this process, at the most. */
  readonly connections: number;
}

export interface Config {
  /** Development: NODE_ENV is not production and the host is loopback. Only then are secrets made up and inboxes shown. */
  readonly development: boolean;
  readonly host: string;
  readonly port: number;
  readonly accountPort: number;
  readonly dataDir: string;
  /** Set: conversations are kept in PostgreSQL and any number of processes may share them. */
  readonly database: DatabaseConfig | undefined;
  /** Processes on this machine that share the port. */
  readonly workers: number;
  /** Where the trained classifier is kept; it is trained again when it does not belong to the content. */
  readonly modelDir: string;
  /** Folder that holds dialogs/, intents/ and data/. */
  readonly contentDir: string;
  readonly publicUrl: string | undefined;
  readonly accountPublicUrl: string | undefined;
  /** Set: an account service that somebody else runs. Unset: the mock is started beside the bot. */
  readonly accountApiUrl: string | undefined;
  /** The other one is a mock, too: every page says "Mode demo". */
  readonly accountApiIsMock: boolean;
  /** Sites that may embed the widget, e.g. `https://contoh.id`. */
  readonly widgetOrigins: readonly string[];
  readonly understanding: 'linear' | 'bayes';
  readonly logLevel: string;
  /** Believe X-Forwarded-For: only behind a proxy that overwrites it. */
  readonly trustProxy: boolean;
  /** Conversations in which nothing was said for so long are erased; undefined: they stay. */
  readonly retentionDays: number | undefined;
  readonly channels: ChannelSettings;
  readonly secrets: Readonly<Record<SecretName, string>>;
}

/** Reads and checks the environment. Throws `Failure('config-invalid')` that names the variable and the fix. */
export function readConfig(
  environment: Record<string, string | undefined> = process.env,
  random: Random = secureRandom,
): Config {
  // An empty variable (`PORT=`) means "not set", as in most .env files.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) throw invalid(parsed.error);
  const env = parsed.data;
  const development = env.NODE_ENV !== 'production' && isLoopback(env.HOST);
  if (!development && env.PUBLIC_URL === undefined) {
    // Without it addresses would be made of the Host header, which the caller chooses.
    throw new Failure(
      'config-invalid',
      'PUBLIC_URL is missing',
      'Set PUBLIC_URL to the address visitors use, e.g. https://bantuan.contoh.id',
    );
  }
  const dataDir = resolve(env.DATA_DIR);
  return {
    development,
    host: env.HOST,
    port: env.PORT,
    accountPort: env.ACCOUNT_PORT,
    dataDir,
    database: databaseOf(env),
    workers: workersOf(env),
    modelDir: resolve(env.MODEL_DIR ?? join(dataDir, 'models')),
    contentDir: resolve(env.CONTENT_DIR),
    publicUrl: env.PUBLIC_URL,
    accountPublicUrl: env.ACCOUNT_PUBLIC_URL,
    accountApiUrl: env.ACCOUNT_API_URL,
    accountApiIsMock: env.ACCOUNT_API_IS_MOCK === 'true',
    widgetOrigins: env.WIDGET_ORIGINS.split(',')
      .map(origin => origin.trim())
      .filter(origin => origin !== ''),
    understanding: env.UNDERSTANDING,
    logLevel: env.LOG_LEVEL,
    trustProxy: env.TRUST_PROXY === 'true',
    retentionDays: env.RETENTION_DAYS,
    channels: channelSettings(env, development),
    secrets: collectSecrets(env, development ? developmentSecrets(dataDir, random) : {}),
  };
}

/** Only where the data lies, for commands that need no secrets. */
export function readDataDir(environment: Record<string, string | undefined> = process.env): string {
  return resolve(Environment.shape.DATA_DIR.parse(environment.DATA_DIR || undefined));
}

/** The database alone, for commands that need nothing else. */
export function readDatabase(
  environment: Record<string, string | undefined> = process.env,
): DatabaseConfig | undefined {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.pick({
    DATABASE_URL: true,
    DATABASE_DIRECT_URL: true,
    DATABASE_CONNECTIONS: true,
  }).safeParse(given);
  if (!parsed.success) throw invalid(parsed.error);
  return databaseOf(parsed.data);
}

function databaseOf(
  env: Pick<z.infer<typeof Environment>, 'DATABASE_URL' | 'DATABASE_DIRECT_URL' | 'DATABASE_CONNECTIONS'>,
): DatabaseConfig | undefined {
  if (env.DATABASE_URL === undefined) return undefined;
  return {
    url: env.DATABASE_URL,
    directUrl: env.DATABASE_DIRECT_URL,
    connections: env.DATABASE_CONNECTIONS,
  };
}

function workersOf({ WORKERS, DATABASE_URL }: z.infer<typeof Environment>): number {
  if (WORKERS === 1 || DATABASE_URL !== undefined) return WORKERS;
  throw new Failure(
    'config-invalid',
    `WORKERS is ${WORKERS}, but without DATABASE_URL only one process can hold the data`,
    'Set DATABASE_URL, or leave WORKERS out.',
  );
}

function invalid(error: z.ZodError): Failure {
  const [issue] = error.issues;
  const name = issue?.path.join('.') ?? 'environment';
  return new Failure(
    'config-invalid',
    `${name}: ${issue?.message}`,
    `Correct ${name}; .env.example lists every variable.`,
  );
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
