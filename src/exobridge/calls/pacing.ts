import type { Edges } from "../edges";
import { MAX_CONNECTIONS } from "../http/limits";

/** Lets requests go when their turn comes. */
export interface Pacing {
  /** Resolves to what gives the turn back, or to null when the provider is asked to stop first. */
  turn(): Promise<(() => void) | null>;
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

  async function place(): Promise<void> {
    if (underWay < MAX_CONNECTIONS) {
      underWay += 1;
      return;
    }
    await new Promise<void>((goOn) => waiting.push(goOn));
  }

  function giveBack(): void {
    const next = waiting.shift();
    // The place goes straight to the next in line.
    if (next) next();
    else underWay -= 1;
  }

  return {
    async turn() {
      if (stop.aborted) return null;
      await place();
      if (stop.aborted) {
        giveBack();
        return null;
      }
      if (gapMs > 0) {
        const nowMs = edges.elapsedMs();
        const atMs = Math.max(nowMs, nextAtMs);
        nextAtMs = atMs + gapMs;
        if (atMs > nowMs) await edges.sleep(atMs - nowMs, stop);
        if (stop.aborted) {
          giveBack();
          return null;
        }
      }
      return giveBack;
    },
  };
}
