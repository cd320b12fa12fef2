/** Rounds of the event loop between two turns: so many connections are accepted meanwhile, and turned away if need be. */
const between = 4;

/**
 * Lets those who call it go on one after the other, a few rounds of the event loop apart. Node accepts one new connection
 * a round; were all that wait for a turn started in one round, new visitors would wait in the kernel for seconds, where
 * nobody can even tell them to come back.
 */
export function oneAfterTheOther(): () => Promise<void> {
  const waiting: (() => void)[] = [];
  let running = false;

  return () =>
    new Promise(resolve => {
      waiting.push(resolve);
      if (!running) letNextGo();
    });

  function letNextGo(): void {
    const next = waiting.shift();
    running = next !== undefined;
    if (!next) return;
    next();
    afterRounds(between);
  }

  function afterRounds(left: number): void {
    setImmediate(() => (left > 1 ? afterRounds(left - 1) : letNextGo()));
  }
}
