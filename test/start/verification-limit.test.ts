import { expect, it, onTestFinished } from 'vitest';
import { openAssistant } from '../support/assistant.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { Visitor } from '../support/visitor.ts';

it('one chat can have codes sent for five members an hour, not for a whole list of them', async () => {
  // Driven, because a person needs longer for each message than the flood limit allows a test.
  const clock = new FakeClock();
  const assistant = await openAssistant({ clock });
  onTestFinished(() => assistant.close());
  const visitor = await Visitor.open(assistant.url);
  const say = async (text: string) => {
    await clock.advance(2_000);
    return (await visitor.say(text)).join(' ');
  };
  for (const text of ['lupa sandi', 'bantu dari sini', 'setuju']) await say(text);

  for (let member = 0; member < 5; member++) {
    const answers = await tryMember(say, member);
    expect(answers).toContain('kode sudah dikirim lewat SMS');
    await say('perbaiki data');
  }
  const answers = await tryMember(say, 5);
  expect(answers).toContain('ditahan dulu demi keamanan');
  expect(answers).not.toContain('kode sudah dikirim');
});

/** Another invented member each time: the account service's own limit counts per member and would not notice. */
async function tryMember(say: (text: string) => Promise<string>, member: number): Promise<string> {
  await say(`329901150390010${member}`);
  await say(`9900000010${member}`);
  return say('sms');
}
