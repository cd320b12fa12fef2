import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { makeKey, openAzure } from './fake-azure.ts';

const minute = 60_000;

describe('Azure’s signing keys', () => {
  it('that are published while the bot runs are taken, those withdrawn are not, strange names do not make it ask for more', async () => {
    // The library that checks them looks at the real clock, here and nowhere else a faked one.
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const { post, text, token, azure, key, published } = await openAzure();
    const status = async (by: typeof key) =>
      (await post(text('halo'), `Bearer ${await token({}, by)}`)).status;
    const asked = () => azure.requests.filter(({ path }) => path === '/keys').length;
    expect([await status(key), asked()]).toEqual([200, 1]);

    const second = await makeKey('second');
    published.push(second.jwk);
    expect([await status(second), asked()]).toEqual([401, 1]);
    vi.setSystemTime(Date.now() + 61 * minute);
    expect([await status(second), asked()]).toEqual([200, 2]);

    const strangers = await Promise.all(['x', 'y', 'z'].map(makeKey));
    for (const stranger of strangers) expect([await status(stranger), asked()]).toEqual([401, 2]);

    published.shift();
    vi.setSystemTime(Date.now() + 25 * 60 * minute);
    expect([await status(key), asked()]).toEqual([401, 3]);
    expect([await status(second), asked()]).toEqual([200, 3]);
  });

  it('that cannot be had do not make a token wrong: the channel is told to come again', async () => {
    const { post, text, assistant } = await openAzure(undefined, {
      BOT_FRAMEWORK_OPENID_URL: 'http://127.0.0.1:9/openid',
    });
    const response = await post(text('halo'));
    expect([response.status, response.headers.get('Retry-After')]).toEqual([503, '5']);
    expect((await assistant.store.list({})).conversations).toEqual([]);
  });
});
