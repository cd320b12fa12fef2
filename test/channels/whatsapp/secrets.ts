export const whatsapp = {
  phoneNumberId: '106540352242922',
  accessToken: 'EAAG-test-token-of-no-real-app',
  appSecret: '0123456789abcdef0123456789abcdef',
  verifyToken: 'a-verify-token-of-this-test',
} as const;

/** The settings for a Graph API at `platform`. */
export const whatsAppEnvironment = (platform: string): Record<string, string> => ({
  WHATSAPP_PHONE_NUMBER_ID: whatsapp.phoneNumberId,
  WHATSAPP_ACCESS_TOKEN: whatsapp.accessToken,
  WHATSAPP_APP_SECRET: whatsapp.appSecret,
  WHATSAPP_VERIFY_TOKEN: whatsapp.verifyToken,
  WHATSAPP_API_ROOT: platform,
});
