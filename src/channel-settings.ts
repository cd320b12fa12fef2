import { z } from 'zod';
import { Failure } from './failure.ts';

/** The channels' part of the environment. A channel without its settings is off. */
export const channelEnvironment = {
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d{3,20}:[\w-]{20,100}$/, 'is no token like 123456:ABC-... as BotFather gives it')
    .optional(),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{32,256}$/, 'needs 32 to 256 of A-Z a-z 0-9 _ -')
    .optional(),
  TELEGRAM_API_ROOT: z.url().default('https://api.telegram.org'),
};

const Environment = z.object(channelEnvironment);
type Environment = z.infer<typeof Environment>;

export interface TelegramSettings {
  readonly root: string;
  readonly token: string;
  /** Unset: updates are asked for (long polling), in development only. */
  readonly webhookSecret: string | undefined;
}

export interface ChannelSettings {
  readonly telegram: TelegramSettings | undefined;
}

/** Throws `Failure('config-invalid')` when a channel has only half of its settings. */
export function channelSettings(env: Environment, development: boolean): ChannelSettings {
  return { telegram: telegramSettings(env, development) };
}

function telegramSettings(env: Environment, development: boolean): TelegramSettings | undefined {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_WEBHOOK_SECRET: webhookSecret } = env;
  if (token === undefined) return undefined;
  if (webhookSecret === undefined && !development)
    throw missing('TELEGRAM_WEBHOOK_SECRET', 'TELEGRAM_BOT_TOKEN');
  return { root: withoutSlash(env.TELEGRAM_API_ROOT), token, webhookSecret };
}

function missing(name: string, because: string): Failure {
  return new Failure(
    'config-invalid',
    `${name} is missing, while ${because} is set`,
    `Set ${name}, or unset ${because} to leave the channel off; docs/channels.md tells where to find it.`,
  );
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
