import type { CallContext } from "./call-context";

export const BACK_OFF_BASE_MS = 500;
export const BACK_OFF_CAP_MS = 10_000;

/** How long to wait before the `repeat`-th repeat (from 1): exponential, with full jitter. `random` gives 0 up to 1. */
export function backOffMs(repeat: number, random: () => number): number {
  return Math.floor(random() * Math.min(BACK_OFF_CAP_MS, BACK_OFF_BASE_MS * 2 ** (repeat - 1)));
}

/** The wait where the API asked for one: never less, and spread a little, so that not all calls come back at once. */
export function askedWaitMs(askedMs: number, random: () => number): number {
  return askedMs + Math.floor(random() * BACK_OFF_BASE_MS);
}

/** Waits before the `repeat`-th repeat. `askedMs`: what the API asked. False where the provider is asked to stop. */
export async function waitBeforeRepeat(
  { edges, stop }: Pick<CallContext, "edges" | "stop">,
  repeat: number,
  askedMs: number | null,
): Promise<boolean> {
  if (!stop.aborted)
    await edges.sleep(askedMs === null ? backOffMs(repeat, edges.random) : askedWaitMs(askedMs, edges.random), stop);
  return !stop.aborted;
}
