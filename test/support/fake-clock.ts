import type { Clock } from '../../src/time-and-chance.ts';

/** A clock that stands still until the test moves it. Timers fire in order of their time while it advances. */
export class FakeClock implements Clock {
  #now: number;
  #timers: { at: number; action: () => void }[] = [];

  constructor(start = '2026-03-12T02:00:00.000Z') {
    this.#now = Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, action: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, milliseconds), action };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter(other => other !== timer);
    };
  }

  /** Sets the wall clock as an operator or NTP does, forwards or backwards: what waits, waits as long as before. */
  jump(milliseconds: number): void {
    this.#now += milliseconds;
    this.#timers = this.#timers.map(timer => Object.assign(timer, { at: timer.at + milliseconds }));
  }

  /** Moves time on, firing what is due on the way, and gives promises a chance to settle after each timer. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (;;) {
      const next = this.#timers.filter(timer => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers = this.#timers.filter(timer => timer !== next);
      this.#now = Math.max(this.#now, next.at);
      next.action();
      await new Promise(resolve => setImmediate(resolve));
    }
    this.#now = end;
  }
}
