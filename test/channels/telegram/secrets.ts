export const token = '123456789:AAE-test-token-of-no-real-bot-0000';
export const webhookSecret = 'a-webhook-secret-of-32-characters-';

/** The settings for a Bot API at `platform`. */
export const telegramEnvironment = (platform: string): Record<string, string> => ({
  TELEGRAM_BOT_TOKEN: token,
  TELEGRAM_WEBHOOK_SECRET: webhookSecret,
  TELEGRAM_API_ROOT: platform,
});
