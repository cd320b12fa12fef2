/** Somebody who talks to a server over the network. */
export interface Visitor {
  /** Resolves when the server has accepted the text and its answer has arrived. */
  say(text: string): Promise<void>;
  leave(): void;
}

/** A server under load, and how one talks to it. */
export interface Contender {
  readonly name: string;
  /** @param number makes each visitor another one */
  visitor(number: number): Promise<Visitor>;
  /** Processor time so far, in milliseconds. */
  cpuMs(): number;
  stop(): Promise<void>;
}
