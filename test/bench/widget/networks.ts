/** A network and a processor as Chromium's developer tools emulate them. */
export interface Network {
  readonly name: string;
  /** From request to the first byte of the answer, in milliseconds. */
  readonly latency: number;
  /** In bytes a second, both ways. */
  readonly throughput: number;
  /** How many times slower than this machine. */
  readonly cpuSlowdown: number;
}

const kilobits = (count: number) => (count * 1_000) / 8;

/** "Slow 3G" twice, because two meanings of it are common: WebPageTest's, and the far worse preset of developer tools. */
export const networks: readonly Network[] = [
  { name: 'Slow 3G (400 kbit/s, 400 ms)', latency: 400, throughput: kilobits(400), cpuSlowdown: 4 },
  {
    name: 'Slow 3G of developer tools (400 kbit/s, 2,000 ms)',
    latency: 2_000,
    throughput: kilobits(400),
    cpuSlowdown: 4,
  },
];
