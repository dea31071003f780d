import type { Edges } from "../edges";
import { MAX_CONNECTIONS } from "../http/limits";

/** Lets requests go when their turn comes. */
export interface Pacing {
  /**
   * Resolves to what gives the turn back, or to null when the provider is asked to stop first. Also null, at once and
   * with no place taken, where the turn would not come within so many milliseconds.
   */
  turn(withinMs?: number): Promise<(() => void) | null>;
  /** The same for two requests, the second right after the first: no other one goes between them. */
  pair(): Promise<Pair | null>;
}

/** The turn of the first of two requests. */
export interface Pair {
  /** Waits for the turn of the second one. False where the provider is asked to stop first. */
  second(): Promise<boolean>;
  giveBack(): void;
}

/**
 * One pace for all calls of the process: even gaps where the requests of a minute are limited, and a bounded number at
 * a time.
 */
export function createPacing(
  requestsPerMinute: number | null,
  stop: AbortSignal,
  edges: Pick<Edges, "elapsedMs" | "sleep">,
): Pacing {
  const gapMs = requestsPerMinute === null ? 0 : 60_000 / requestsPerMinute;
  let nextAtMs = 0;
  let underWay = 0;
  const waiting: (() => void)[] = [];
  stop.addEventListener("abort", () => waiting.splice(0).forEach((goOn) => goOn()), { once: true });

  function giveBack(): void {
    const next = waiting.shift();
    // The place goes straight to the next in line.
    if (next) next();
    else underWay -= 1;
  }

  /** Takes a place, and the next `requests` moments of the pace. Null where the provider is asked to stop first. */
  async function begin(requests: number): Promise<{ readonly atMs: number } | null> {
    if (stop.aborted) return null;
    if (underWay < MAX_CONNECTIONS) underWay += 1;
    else await new Promise<void>((goOn) => waiting.push(goOn));
    if (!stop.aborted) {
      const atMs = gapMs === 0 ? 0 : Math.max(edges.elapsedMs(), nextAtMs);
      nextAtMs = atMs + requests * gapMs;
      if (gapMs === 0 || (await reached(atMs))) return { atMs };
    }
    giveBack();
    return null;
  }

  async function reached(atMs: number): Promise<boolean> {
    const leftMs = atMs - edges.elapsedMs();
    if (leftMs > 0) await edges.sleep(leftMs, stop);
    return !stop.aborted;
  }

  const comesLater = (withinMs: number) =>
    withinMs < Infinity && (underWay >= MAX_CONNECTIONS || nextAtMs - edges.elapsedMs() > withinMs);

  return {
    turn: async (withinMs = Infinity) => (comesLater(withinMs) || (await begin(1)) === null ? null : giveBack),
    async pair() {
      const begun = await begin(2);
      return begun === null ? null : { second: () => reached(begun.atMs + gapMs), giveBack };
    },
  };
}
