import { type Call, createCaller, READ_AFTER_STOP_MS } from "../../../../src/exobridge/calls/caller";
import { realEdges } from "../../../../src/exobridge/edges";
import type { Exchange } from "../../../../src/exobridge/http/exchange";

const call = (isWrite: boolean): Call<null> => ({
  request: { method: isWrite ? "PUT" : "GET", path: "/", template: "/", body: null },
  pins: [],
  isWrite,
  parse: () => ({ kind: "parsed", value: null }),
});

/** A call under way to an API that never answers; tells how long it was let wait. */
function underWay(isWrite: boolean, stop: AbortController) {
  const startedAt = Date.now();
  const caller = createCaller({
    options: { requestTimeoutMs: 30_000, stop: stop.signal, log: () => undefined },
    transport: async () => ({
      send: (_request, bound) =>
        new Promise<Exchange>((resolve) =>
          bound.addEventListener("abort", () => resolve({ kind: "no-answer", why: "no answer came in time" })),
        ),
    }),
    pacing: { turn: async () => () => undefined, pair: async () => null },
    scrub: (text) => text,
    edges: { now: Date.now, elapsedMs: Date.now },
  });
  return caller.send(call(isWrite), 1).then(() => Date.now() - startedAt);
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test.each<[string, boolean, number | null, number]>([
  ["a read is given its time", false, null, 30_000],
  ["a read is cut short by a stop", false, 5000, 5000 + READ_AFTER_STOP_MS],
  ["a read that begins after a stop is short", false, 0, READ_AFTER_STOP_MS],
  ["a write is given its time", true, null, 30_000],
  ["a write that was sent is awaited, whatever happens", true, 5000, 30_000],
])("%s", async (_rule, isWrite, stopAtMs, expectedMs) => {
  const stop = new AbortController();
  if (stopAtMs === 0) stop.abort();
  else if (stopAtMs !== null) setTimeout(() => stop.abort(), stopAtMs);
  const waited = underWay(isWrite, stop);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(await waited).toBe(expectedMs);
  expect(jest.getTimerCount()).toBe(0);
});

test("a wait ends at once with a stop, or begins not at all", async () => {
  const stop = new AbortController();
  const waits = [realEdges.sleep(60_000, stop.signal), realEdges.sleep(60_000, stop.signal)];
  expect(jest.getTimerCount()).toBe(2);
  stop.abort();
  await Promise.all([...waits, realEdges.sleep(60_000, stop.signal)]);
  expect(jest.getTimerCount()).toBe(0);
});
