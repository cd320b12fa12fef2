import { describe, expect, it, onTestFinished } from 'vitest';
import { json, openAccountDouble, started, troubles } from '../support/account-double.ts';
import { openAssistant } from '../support/assistant.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { Visitor } from '../support/visitor.ts';

describe('an account service of somebody else', () => {
  it.each(Object.entries(troubles))(
    'that is %s: the user hears of it, and the chat can go on',
    async (_is, trouble) => {
      const { say, answerWith } = await chat('reset dari sini');
      answerWith(trouble);
      expect(await say('sms')).toMatch(/Layanan akun sedang tidak menjawab.*"coba lagi" sekarang/);
      answerWith((_path, res) => json(res, 202, started));
      expect(await say('coba lagi')).toContain('kode sudah dikirim lewat SMS');
    },
  );

  it('that takes long for one call has only the rest of the time for the next one in the same turn', async () => {
    const { say, answerWith } = await chat('cek status akun');
    answerWith((_path, res) => json(res, 202, started));
    expect(await say('sms')).toContain('kode sudah dikirim lewat SMS');
    let statusAsked = 0;
    answerWith((path, res, count) => {
      if (path.endsWith('/account')) statusAsked++;
      // Two of the 2.2 seconds are gone when the first call succeeds at its second attempt.
      else if (count > 1) setTimeout(() => json(res, 200, { kind: 'verified' }), 700).unref();
    });
    expect(await say('sudah')).toContain('Layanan akun');
    expect(statusAsked).toBeLessThanOrEqual(1);
  });
});

/** A chat that has come to the question how the code shall be sent. */
async function chat(route: 'reset dari sini' | 'cek status akun') {
  const service = await openAccountDouble();
  const clock = new FakeClock();
  const assistant = await openAssistant(
    { clock },
    {
      ACCOUNT_API_URL: service.url,
      ACCOUNT_API_KEY: 'kunci-yang-panjang-untuk-tes-saja-0001',
      ACCOUNT_CALLBACK_SECRET: 'rahasia-yang-panjang-untuk-tes-saja-01',
    },
  );
  onTestFinished(async () => {
    await assistant.close();
    service.close();
  });
  const visitor = await Visitor.open(assistant.url);
  const say = async (text: string) => {
    // Longer than the circuit breaker holds its breath.
    await clock.advance(15_000);
    return (await visitor.say(text)).join(' ');
  };
  const first = route === 'cek status akun' ? 'kepesertaan saya nonaktif' : 'lupa sandi jmo';
  for (const text of [first, route, 'setuju', '3299011503900001', '99000000001']) await say(text);
  return { say, answerWith: service.answerWith };
}
