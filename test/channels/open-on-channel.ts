import { onTestFinished } from 'vitest';
import type { Surroundings } from '../../src/surroundings.ts';
import { openAssistant, type TestAssistant } from '../support/assistant.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { type Answer, openFakePlatform, type Request } from './fake-platform.ts';

interface Channel {
  /** What the platform's API answers; `undefined` cuts the connection. */
  readonly answer: (request: Request) => Answer | undefined;
  /** The settings that switch the channel on, for a platform at this address. */
  readonly environment: (platform: string) => Record<string, string>;
  readonly surroundings?: Surroundings;
}

/** The assistant on one channel, with a platform of the test's own; both are gone when the test is over. */
export async function openOnChannel({ answer, environment, surroundings = {} }: Channel) {
  const clock = new FakeClock();
  const platform = await openFakePlatform(answer);
  onTestFinished(() => platform.close());
  const assistant = await openAssistant({ clock, ...surroundings }, environment(platform.url));
  onTestFinished(() => assistant.close());
  return { assistant, clock, platform };
}

/** Lets time go on until everything that is due by then has been answered and delivered. */
export function settling(assistant: TestAssistant, clock: FakeClock) {
  return async (milliseconds = 10_000): Promise<void> => {
    await assistant.drained();
    for (let step = 0; step < milliseconds; step += 1_000) {
      await clock.advance(1_000);
      await assistant.drained();
    }
  };
}

/** What the only user has written, as it is kept. */
export async function keptOfUser({ store }: TestAssistant): Promise<readonly string[]> {
  const [chat] = (await store.list({})).conversations;
  const messages = chat ? await store.messages(chat.id) : [];
  return messages.filter(({ from }) => from === 'user').map(({ text }) => text);
}
