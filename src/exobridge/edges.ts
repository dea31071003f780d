/** The outside that is not the network: replaced in tests. */
export interface Edges {
  /** Milliseconds since the epoch, as the machine's clock is set: for dates alone. */
  readonly now: () => number;
  /** Milliseconds since some moment, by a clock that nobody sets: for what takes time. */
  readonly elapsedMs: () => number;
  /** Resolves after `ms` milliseconds, or at once when the signal is aborted. Never rejects. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** 0 up to 1. */
  readonly random: () => number;
}

/** The longest that a timer of Node can wait, in milliseconds (24 days); one that is set to more ends at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const realEdges: Edges = {
  now: Date.now,
  elapsedMs: () => performance.now(),
  random: Math.random,
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", end);
        resolve();
      };
      const timer = setTimeout(end, Math.min(ms, LONGEST_TIMER_MS));
      signal.addEventListener("abort", end);
    }),
};
