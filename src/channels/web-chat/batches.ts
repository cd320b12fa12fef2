/**
 * So many turns are started together: what the first brings into the processor's caches is there for the others, and what they write
 * shares a sync. Started one by one they cost half as much processor time again (docs/decisions/0019). Sixteen take some 10 ms; more
 * would keep the event loop from everybody else.
 */
const together = 16;

/** Rounds of the event loop for each that was started, while others wait: so many connections are accepted meanwhile. */
const roundsForEach = 4;

/**
 * Lets those who call it go on in batches, in the order in which they came. Node accepts one new connection a round of its event
 * loop; were all that wait for a turn started in one round, new visitors would wait in the kernel for seconds, where
 * nobody can even tell them to come back.
 */
export function inBatches(): () => Promise<void> {
  const waiting: (() => void)[] = [];
  let running = false;

  return () =>
    new Promise(resolve => {
      waiting.push(resolve);
      if (running) return;
      running = true;
      // Not at once: whoever else is heard in this round belongs to the same batch.
      afterRounds(1);
    });

  function letNextGo(): void {
    const batch = waiting.splice(0, together);
    running = batch.length > 0;
    if (!running) return;
    for (const go of batch) go();
    afterRounds(waiting.length > 0 ? batch.length * roundsForEach : 1);
  }

  function afterRounds(left: number): void {
    setImmediate(() => (left > 1 ? afterRounds(left - 1) : letNextGo()));
  }
}
