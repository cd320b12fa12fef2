import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import type { Contender } from './contender.ts';
import type { TimedPart } from './evaluate.ts';
import { type Timed, timedHere } from './speed.ts';

/** What the process that compares asks of a contender's own process. */
const Question = z.object({ part: z.enum(['classify', 'understand']), work: z.enum(['warmUp', 'round']) });
type Question = z.infer<typeof Question>;
const Times = z.array(z.number());

/**
 * A contender in a process of its own, as whoever uses it would run it: beside the others in one process each would slow
 * the others down by what they keep in memory and in the processor's caches.
 */
export interface OwnProcess {
  timed(part: TimedPart): Timed;
  stop(): void;
}

/** Starts this program again with the same arguments, to be only this contender. */
export function startOwnProcess(name: string): OwnProcess {
  const [, program = '', , ...options] = process.argv;
  const child = fork(program, ['contender', name, ...options]);
  const ready = once(child, 'message');
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the process of ${name} ended with ${code}`);
  });
  // Ended on purpose nobody asks it any more.
  ended.catch(() => {});
  const ask = (question: Question) => Promise.race([answerTo(child, question), ended]);
  return {
    timed: part => ({
      async warmUp() {
        await ready;
        await ask({ part, work: 'warmUp' });
      },
      round: () => ask({ part, work: 'round' }),
    }),
    stop: () => void child.kill(),
  };
}

/** The other side: answers until the process that compares is gone. */
export function serveContender(contender: Contender, texts: readonly string[]): void {
  process.on('message', async message => {
    const { part, work } = Question.parse(message);
    const timed = timedHere(contender[part] ?? contender.classify, texts);
    process.send?.((await timed[work]()) ?? []);
  });
  process.on('disconnect', () => process.exit());
  process.send?.([]);
}

async function answerTo(child: ChildProcess, question: Question): Promise<readonly number[]> {
  const answer = once(child, 'message');
  child.send(question);
  const [times] = await answer;
  return Times.parse(times);
}
