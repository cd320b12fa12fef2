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
  WHATSAPP_ACCESS_TOKEN: z.string().min(20).optional(),
  WHATSAPP_APP_SECRET: z.string().min(32, 'is shorter than an app secret').optional(),
  WHATSAPP_VERIFY_TOKEN: z.string().min(16, 'needs 16 characters or more').optional(),
  WHATSAPP_PHONE_NUMBER_ID: z
    .string()
    .regex(/^\d{5,20}$/, 'is no id like 106540352242922')
    .optional(),
  WHATSAPP_API_ROOT: z.url().default('https://graph.facebook.com'),
  WHATSAPP_API_VERSION: z
    .string()
    .regex(/^v\d{2}\.\d$/, 'is no version like v24.0')
    .default('v24.0'),
  WHATSAPP_TEMPLATE: z
    .string()
    .regex(/^[a-z0-9_]{1,512}$/, 'is no name of a template')
    .optional(),
  WHATSAPP_TEMPLATE_LANGUAGE: z.string().default('id'),
  MicrosoftAppId: z.string().optional(),
  MicrosoftAppPassword: z.string().optional(),
  MicrosoftAppTenantId: z.string().optional(),
  MicrosoftAppType: z.enum(['MultiTenant', 'SingleTenant']).default('MultiTenant'),
  BOT_FRAMEWORK_EMULATOR: z.enum(['true', 'false']).default('false'),
  BOT_FRAMEWORK_SERVICE_URLS: z.string().default(''),
  BOT_FRAMEWORK_OPENID_URL: z.url().optional(),
  BOT_FRAMEWORK_LOGIN_URL: z.url().default('https://login.microsoftonline.com'),
};

const Environment = z.object(channelEnvironment);
type Environment = z.infer<typeof Environment>;

export interface TelegramSettings {
  readonly root: string;
  readonly token: string;
  /** Unset: updates are asked for (long polling), in development only. */
  readonly webhookSecret: string | undefined;
}

export interface WhatsAppSettings {
  readonly root: string;
  /** Pinned: Meta changes meanings between versions. */
  readonly version: string;
  readonly accessToken: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly phoneNumberId: string;
  /** Sent when the user has been silent for more than a day; without it nothing can be said then. */
  readonly template: { readonly name: string; readonly language: string } | undefined;
}

export interface BotFrameworkSettings {
  /** Unset: the Emulator on this machine, in development only. */
  readonly credentials: BotFrameworkCredentials | undefined;
  /** Origins beside Microsoft's own that answers may be sent to. */
  readonly serviceUrls: readonly string[];
}

export interface BotFrameworkCredentials {
  readonly appId: string;
  readonly password: string;
  /** With the tenant, e.g. `https://login.microsoftonline.com/botframework.com`. */
  readonly loginUrl: string;
  /** Unset: that of the public cloud. */
  readonly openIdMetadataUrl: string | undefined;
}

export interface ChannelSettings {
  readonly telegram: TelegramSettings | undefined;
  readonly whatsapp: WhatsAppSettings | undefined;
  readonly botFramework: BotFrameworkSettings | undefined;
}

/** Throws `Failure('config-invalid')` when a channel has only half of its settings. */
export function channelSettings(env: Environment, development: boolean): ChannelSettings {
  return {
    telegram: telegramSettings(env, development),
    whatsapp: whatsAppSettings(env),
    botFramework: botFrameworkSettings(env, development),
  };
}

function telegramSettings(env: Environment, development: boolean): TelegramSettings | undefined {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_WEBHOOK_SECRET: webhookSecret } = env;
  if (token === undefined) return undefined;
  if (webhookSecret === undefined && !development)
    throw missing('TELEGRAM_WEBHOOK_SECRET', 'TELEGRAM_BOT_TOKEN');
  return { root: withoutSlash(env.TELEGRAM_API_ROOT), token, webhookSecret };
}

function whatsAppSettings(env: Environment): WhatsAppSettings | undefined {
  const given = allOrNothing(env, [
    'WHATSAPP_ACCESS_TOKEN',
    'WHATSAPP_APP_SECRET',
    'WHATSAPP_VERIFY_TOKEN',
    'WHATSAPP_PHONE_NUMBER_ID',
  ]);
  return (
    given && {
      root: withoutSlash(env.WHATSAPP_API_ROOT),
      version: env.WHATSAPP_API_VERSION,
      accessToken: given.WHATSAPP_ACCESS_TOKEN,
      appSecret: given.WHATSAPP_APP_SECRET,
      verifyToken: given.WHATSAPP_VERIFY_TOKEN,
      phoneNumberId: given.WHATSAPP_PHONE_NUMBER_ID,
      template:
        env.WHATSAPP_TEMPLATE === undefined
          ? undefined
          : { name: env.WHATSAPP_TEMPLATE, language: env.WHATSAPP_TEMPLATE_LANGUAGE },
    }
  );
}

function botFrameworkSettings(env: Environment, development: boolean): BotFrameworkSettings | undefined {
  const given = allOrNothing(env, ['MicrosoftAppId', 'MicrosoftAppPassword']);
  const serviceUrls = env.BOT_FRAMEWORK_SERVICE_URLS.split(',')
    .map(url => url.trim())
    .filter(url => url !== '');
  if (!given) {
    if (env.BOT_FRAMEWORK_EMULATOR === 'false') return undefined;
    if (!development) throw missing('MicrosoftAppId', 'BOT_FRAMEWORK_EMULATOR');
    return { credentials: undefined, serviceUrls: [] };
  }
  const single = env.MicrosoftAppType === 'SingleTenant';
  if (single && env.MicrosoftAppTenantId === undefined)
    throw missing('MicrosoftAppTenantId', 'MicrosoftAppType');
  const tenant = single ? env.MicrosoftAppTenantId : 'botframework.com';
  return {
    credentials: {
      appId: given.MicrosoftAppId,
      password: given.MicrosoftAppPassword,
      loginUrl: `${withoutSlash(env.BOT_FRAMEWORK_LOGIN_URL)}/${tenant}`,
      openIdMetadataUrl: env.BOT_FRAMEWORK_OPENID_URL,
    },
    serviceUrls,
  };
}

/** `undefined` when none of `names` is set; throws when only some are. */
function allOrNothing<Name extends keyof Environment & string>(
  env: Environment,
  names: readonly Name[],
): Record<Name, string> | undefined {
  const set = names.find(name => env[name] !== undefined);
  if (set === undefined) return undefined;
  return Object.fromEntries(
    names.map(name => {
      const value = env[name];
      if (value === undefined) throw missing(name, set);
      return [name, String(value)];
    }),
  ) as Record<Name, string>;
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
