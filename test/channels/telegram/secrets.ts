export const token = '123456789:AAE-test-token-of-no-real-bot-0000';
export const webhookSecret = 'a-webhook-secret-of-32-characters-';
