import type { BotDialog } from '../../content/bot-dialog.ts';
import { dayOf } from '../../conversations/conversation-facts.ts';
import { HttpError } from '../../http/http-error.ts';
import { sendJson } from '../../http/respond.ts';
import type { Numbers } from '../../numbers/numbers.ts';
import { ranked } from '../../numbers/totals.ts';
import type { Clock } from '../../time-and-chance.ts';
import type { Intent } from '../../understanding/content.ts';
import type { Understanding } from '../../understanding/understanding.ts';
import type { ConsoleRoute, Exchange } from '../mount-routes.ts';
import { canReadConversations } from '../policies.ts';
import type { PresentedBotIntent, PresentedDialogs, PresentedTest } from './presented.ts';

/** The bot's content as it is used right now; nothing of it can be changed here. */
export interface BotContent {
  readonly dialogs: readonly BotDialog[];
  readonly intents: readonly Intent[];
  readonly understanding: Pick<Understanding, 'understand'>;
}

interface Options {
  readonly content: BotContent;
  readonly numbers: Numbers;
  readonly clock: Clock;
}

const day = 24 * 60 * 60_000;
const daysCounted = 28;

/** What the bot says and what it understands, with how often each step ran and how its tests fare. */
export function contentRoutes(api: string, { content, numbers, clock }: Options): readonly ConsoleRoute[] {
  const path = `${api}/content`;
  return [
    { method: 'get', path: `${path}/dialogs`, allows: canReadConversations, handle: showDialogs },
    { method: 'get', path: `${path}/intents`, allows: canReadConversations, handle: showIntents },
    { method: 'get', path: `${path}/intents/:name/tests`, allows: canReadConversations, handle: runTests },
  ];

  async function showDialogs({ res }: Exchange): Promise<void> {
    const now = clock.now();
    const [from, to] = [dayOf(now - (daysCounted - 1) * day), dayOf(now)];
    const { days } = await numbers.days(from, to);
    const reached = new Map(ranked(days, one => one.reached));
    const left = new Map(ranked(days, one => one.leftAt));
    const answer: PresentedDialogs = {
      from,
      to,
      dialogs: content.dialogs.map(({ name, about, steps }) => ({
        name,
        about,
        steps: steps.map(step => ({
          name: step.name,
          texts: step.texts,
          choices: step.choices,
          chats: step.chats,
          reached: reached.get(`${name}.${step.name}`) ?? 0,
          left: left.get(`${name}.${step.name}`) ?? 0,
        })),
      })),
    };
    sendJson(res, 200, answer);
  }

  async function showIntents({ res }: Exchange): Promise<void> {
    const intents = content.intents.map(
      ({ name, title, opens, examples, kinds, tests }): PresentedBotIntent => ({
        name,
        title,
        opens,
        examples: [...examples, ...Object.values(kinds).flat()],
        tests,
      }),
    );
    sendJson(res, 200, { intents });
  }

  /** `GET content/intents/{name}/tests`: asked of the model that answers now, so of a taught one as well. */
  async function runTests({ req, res }: Exchange): Promise<void> {
    const intent = content.intents.find(({ name }) => name === req.params.name);
    if (!intent) throw new HttpError(404);
    const tests = intent.tests.map((text): PresentedTest => {
      const { intent: taken, confidence } = content.understanding.understand(text);
      return { text, taken, confidence, passed: taken === intent.name };
    });
    sendJson(res, 200, { tests });
  }
}
