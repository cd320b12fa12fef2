export const whatsapp = {
  phoneNumberId: '106540352242922',
  accessToken: 'EAAG-test-token-of-no-real-app',
  appSecret: '0123456789abcdef0123456789abcdef',
  verifyToken: 'a-verify-token-of-this-test',
} as const;
