import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { openAssistant } from '../../support/assistant.ts';
import { everythingBelow } from '../everything-below.ts';
import { appId, makeKey, openAzure, saidOnAzure } from './fake-azure.ts';

const secrets = Object.fromEntries(
  ['SEAL_KEY', 'DIRECTLINE_SECRET', 'TOKEN_KEY', 'ACCOUNT_API_KEY', 'ACCOUNT_CALLBACK_SECRET'].map(name => [
    name,
    `${name}-of-32-characters-or-more-of-this-test`,
  ]),
);

/** Issues tokens to whoever has registered any application. */
const emulator = 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/';

describe('Azure Bot Service', () => {
  it('greets who joins, answers in order with a token of its own, and takes a tapped choice', async () => {
    const { post, activity, text, settle, azure, serviceUrl } = await openAzure();
    await post(activity({ type: 'conversationUpdate', membersAdded: [{ id: 'somebody' }] }));
    await settle();
    const greeting = saidOnAzure(azure.requests);
    expect(greeting.length).toBeGreaterThan(0);
    expect((await post(text('min aku lupa sandi jmo'))).status).toBe(200);
    await settle();
    const question = saidOnAzure(azure.requests).at(-1);
    const guide = question.suggestedActions.actions.find(({ title }: { title: string }) =>
      title.startsWith('Pandu'),
    );
    expect(guide).toMatchObject({ type: 'imBack', value: 'Pandu saya di aplikasi JMO' });
    expect(question).toMatchObject({ serviceUrl, textFormat: 'plain', locale: 'id-ID' });
    const sent = azure.requests.filter(({ path }) => path.endsWith('/activities'));
    expect(new Set(sent.map(({ headers }) => headers.authorization))).toEqual(
      new Set(['Bearer token-of-the-bot']),
    );
    expect(azure.requests.filter(({ path }) => path.endsWith('/token'))).toHaveLength(1);
    await post(text(guide.value));
    await settle();
    expect(saidOnAzure(azure.requests).at(-1).text).not.toBe(question.text);
  });

  it('shows choices as a card in Teams, where a tapped one comes back as text or as a value', async () => {
    const { post, activity, settle, azure } = await openAzure();
    const teams = { channelId: 'msteams', conversation: { id: 'a:1', conversationType: 'personal' } };
    await post(
      activity({
        type: 'message',
        text: 'lupa sandi',
        attachments: [{ contentType: 'text/html' }],
        ...teams,
      }),
    );
    await settle();
    const question = saidOnAzure(azure.requests).at(-1);
    const card = question.attachments[0];
    expect(question.text).toContain('Ada dua cara');
    expect(card.content.fallbackText).toContain('Pandu saya di aplikasi JMO');
    expect(card).toMatchObject({
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: { version: '1.4' },
    });
    const [action] = card.content.actions;
    const before = saidOnAzure(azure.requests).length;
    await post(activity({ type: 'message', value: action.data, ...teams }));
    await settle();
    expect(saidOnAzure(azure.requests).length).toBeGreaterThan(before);
  });

  it('believes no token but Microsoft’s, for this bot, this service and this hour', async () => {
    const { post, text, token, key, published, serviceUrl, assistant } = await openAzure();
    const stranger = await makeKey('stranger');
    const impostor = { ...(await makeKey('impostor')), kid: key.kid };
    const unsigned = [
      { alg: 'none', typ: 'JWT' },
      { iss: 'https://api.botframework.com', aud: appId, serviceurl: serviceUrl },
    ]
      .map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const wrong = {
      'no token': '',
      'no bearer': await token(),
      'another scheme': `Basic ${await token()}`,
      'no JWT': 'Bearer x',
      'alg none': `Bearer ${unsigned}.`,
      'signature cut off': `Bearer ${(await token()).slice(0, -4)}`,
      'unknown key': `Bearer ${await token({}, stranger)}`,
      'key of the same name': `Bearer ${await token({}, impostor)}`,
      'another issuer': `Bearer ${await token({ iss: 'https://evil.example' })}`,
      'another audience': `Bearer ${await token({ aud: 'somebody-else' })}`,
      expired: `Bearer ${await token({}, key, -3_600)}`,
      'another service': `Bearer ${await token({ serviceurl: 'https://evil.example/' })}`,
      'not valid yet': `Bearer ${await token({ nbf: Math.floor(Date.now() / 1_000) + 3_600 })}`,
      'another bot, as a skill would': `Bearer ${await token({ iss: emulator, ver: '1.0', appid: 'another-bot' })}`,
      'no service': `Bearer ${await token({ serviceurl: undefined })}`,
    };
    for (const [what, authorization] of Object.entries(wrong)) {
      const response = await post(text('halo'), authorization);
      expect([what, response.status]).toEqual([what, 401]);
      expect(await response.text()).not.toMatch(/issuer|audience|jwt|token/i);
    }
    expect(published).toHaveLength(1);
    expect((await assistant.store.list({})).conversations).toEqual([]);
    expect((await post(text('halo'))).status).toBe(200);
  });

  it('refuses a channel that the key does not vouch for', async () => {
    const { post, activity } = await openAzure();
    expect((await post(activity({ type: 'message', text: 'halo', channelId: 'somewhere' }))).status).toBe(
      401,
    );
  });

  it('never answers to an address that is not trusted, even with a valid token', async () => {
    const { post, text, token, azure } = await openAzure();
    for (const serviceUrl of [
      'https://evil.example/',
      'http://169.254.169.254/latest/',
      'https://botframework.com.evil.example/',
      'https://x:y@smba.trafficmanager.net/',
    ]) {
      const response = await post(
        { ...text('halo'), serviceUrl },
        `Bearer ${await token({ serviceurl: serviceUrl })}`,
      );
      expect([serviceUrl, response.status]).toEqual([serviceUrl, 403]);
    }
    expect(azure.requests.filter(({ path }) => path.endsWith('/activities'))).toEqual([]);
  });

  it('refuses files kindly, passes over groups and unknown kinds, and keeps no name or id in clear', async () => {
    const { post, activity, settle, azure, assistant } = await openAzure();
    const ignored = [
      activity({ type: 'message', text: 'halo', conversation: { id: 'g', isGroup: true } }),
      activity({ type: 'message', text: 'halo', conversation: { id: 'c', conversationType: 'channel' } }),
      activity({ type: 'typing' }),
      activity({ type: 'invoke', name: 'adaptiveCard/action' }),
      activity({ type: 'some_day' }),
      activity({ type: 'message', text: ' ' }),
    ];
    for (const one of ignored) expect((await post(one)).status).toBe(200);
    for (const bad of ['{', '[]', '{}', { ...activity({}), serviceUrl: 'file:///etc/passwd' }]) {
      expect((await post(bad)).status).toBe(400);
    }
    await settle();
    expect((await assistant.store.list({})).conversations).toEqual([]);
    const secret = 'RAHASIA-3299011504900017';
    await post(
      activity({
        type: 'message',
        attachments: [{ contentType: 'image/png', contentUrl: secret, name: secret }],
      }),
    );
    await settle();
    expect(saidOnAzure(azure.requests).length).toBeGreaterThan(0);
    const written = await everythingBelow(assistant.dataDir);
    for (const private_ of [secret, 'Budi Santoso', '29:1bSnHZ7Js2']) expect(written).not.toContain(private_);
  });

  it('keeps what cannot be delivered for an hour, waits as told, and sends each message once', async () => {
    const answers = [{ status: 429, body: {}, headers: { 'Retry-After': '40' } }];
    let up = false;
    const { post, text, settle, azure } = await openAzure(() =>
      up ? (answers.shift() ?? { status: 200, body: { id: 'x' } }) : undefined,
    );
    await post(text('lupa sandi'));
    await settle();
    await settle(60 * 60_000);
    up = true;
    azure.requests.length = 0;
    // The longest pause, and at most a quarter more by chance.
    for (let minute = 0; minute < 19 && azure.requests.length === 0; minute += 1) await settle(60_000);
    await settle(60_000);
    const [refused, ...texts] = saidOnAzure(azure.requests).map(({ text: said }) => said);
    expect(texts.length).toBeGreaterThan(1);
    expect(texts[0]).toBe(refused);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('takes the Emulator on this machine in development only when asked to, and only to this machine', async () => {
    const { post, text, settle, azure } = await openAzure(undefined, {
      MicrosoftAppId: '',
      MicrosoftAppPassword: '',
      BOT_FRAMEWORK_EMULATOR: 'true',
    });
    expect((await post({ ...text('halo'), serviceUrl: 'https://smba.trafficmanager.net/' }, '')).status).toBe(
      403,
    );
    expect((await post(text('halo'), '')).status).toBe(200);
    await settle();
    expect(saidOnAzure(azure.requests).length).toBeGreaterThan(0);
  });

  it('does not start for the Emulator where others could reach it', async () => {
    for (const outside of [{ NODE_ENV: 'production' }, { HOST: '0.0.0.0' }]) {
      const start = () =>
        readConfig({
          ...secrets,
          PUBLIC_URL: 'https://bantuan.contoh.id',
          ...outside,
          BOT_FRAMEWORK_EMULATOR: 'true',
        });
      expect(start).toThrow(expect.objectContaining({ code: 'config-invalid' }));
      expect(start).toThrow(/MicrosoftAppId is missing, while BOT_FRAMEWORK_EMULATOR is set/);
    }
  });

  it('is not there without credentials, and does not start with half of them', async () => {
    const { post, text } = await openAzure(undefined, { MicrosoftAppId: '', MicrosoftAppPassword: '' });
    expect((await post(text('halo'), '')).status).toBe(404);
    await expect(openAssistant({}, { MicrosoftAppId: appId })).rejects.toMatchObject({
      code: 'config-invalid',
    });
    await expect(
      openAssistant(
        {},
        { MicrosoftAppType: 'SingleTenant', MicrosoftAppId: appId, MicrosoftAppPassword: 'x' },
      ),
    ).rejects.toMatchObject({
      code: 'config-invalid',
    });
  });
});
