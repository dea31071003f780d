import { createExoBridge } from "../../../../src/exobridge/calls/client";
import { createPacing } from "../../../../src/exobridge/calls/pacing";
import { realEdges } from "../../../../src/exobridge/edges";
import { MAX_CONNECTIONS } from "../../../../src/exobridge/http/limits";
import { ID, startHostileServer, success } from "../http/hostile-server";

/** A clock that only waiting moves. */
function clock() {
  let nowMs = 1000;
  const waits: number[] = [];
  return {
    waits,
    elapsedMs: () => nowMs,
    pass: (ms: number) => (nowMs += ms),
    sleep: async (ms: number) => {
      waits.push(ms);
    },
  };
}

test("requests of a minute are spread evenly", async () => {
  const edges = clock();
  const pacing = createPacing(60, new AbortController().signal, edges);
  for (let count = 0; count < 4; count += 1) (await pacing.turn())?.();
  expect(edges.waits).toEqual([1000, 2000, 3000]);
  edges.pass(10_000);
  (await pacing.turn())?.();
  expect(edges.waits).toHaveLength(3);
});

test("the second of two requests has the moment right after the first, whoever asks in between", async () => {
  const edges = clock();
  const pacing = createPacing(60, new AbortController().signal, edges);
  const pair = await pacing.pair();
  (await pacing.turn())?.();
  expect(edges.waits).toEqual([2000]);
  expect(await pair?.second()).toBe(true);
  expect(edges.waits).toEqual([2000, 1000]);
  pair?.giveBack();
  (await pacing.turn())?.();
  expect(edges.waits).toEqual([2000, 1000, 3000]);
});

test("a pair keeps one place, until it is given back", async () => {
  const pacing = createPacing(null, new AbortController().signal, clock());
  const pairs = await Promise.all(Array.from({ length: MAX_CONNECTIONS }, () => pacing.pair()));
  let hasBegun = false;
  const next = pacing.turn().then((giveBack) => ((hasBegun = true), giveBack?.()));
  expect(await pairs[0]?.second()).toBe(true);
  await new Promise(setImmediate);
  expect(hasBegun).toBe(false);
  pairs[0]?.giveBack();
  await next;
  expect(hasBegun).toBe(true);
});

test("no more than so many are under way at once, and who waits longest is next", async () => {
  const pacing = createPacing(null, new AbortController().signal, clock());
  const begun: number[] = [];
  const turns = Array.from({ length: MAX_CONNECTIONS + 2 }, async (_, index) => {
    const giveBack = await pacing.turn();
    begun.push(index);
    return giveBack;
  });
  const first = await turns[0];
  await new Promise(setImmediate);
  expect(begun).toHaveLength(MAX_CONNECTIONS);
  first?.();
  await turns[MAX_CONNECTIONS];
  expect(begun.at(-1)).toBe(MAX_CONNECTIONS);
  (await turns[1])?.();
  await Promise.all(turns);
});

test("a stop ends all waiting at once", async () => {
  const stop = new AbortController();
  const slow = createPacing(1, stop.signal, realEdges);
  expect(await slow.turn()).not.toBeNull();
  const waiting = [slow.turn(), slow.turn()];
  const full = createPacing(null, stop.signal, realEdges);
  for (let count = 0; count < MAX_CONNECTIONS; count += 1) await full.turn();
  waiting.push(full.turn());
  const pair = await createPacing(1, stop.signal, realEdges).pair();
  const second = pair?.second();
  setTimeout(() => stop.abort(), 5);
  expect(await Promise.all(waiting)).toEqual([null, null, null]);
  expect([await second, await full.turn(), await full.pair()]).toEqual([false, null, null]);
});

test("a clock that is set back an hour makes nobody wait an hour", async () => {
  const server = await startHostileServer();
  server.next(success());
  const HOUR_MS = 3_600_000;
  let setBackMs = 0;
  let waitedMs = 0;
  const waits: number[] = [];
  const durations: unknown[] = [];
  const api = createExoBridge(
    {
      accountSid: "acme",
      apiKey: "acme",
      apiToken: "t",
      baseUrl: server.url,
      requestTimeoutMs: 5000,
      maxRetries: 0,
      requestsPerMinute: 60,
      stop: new AbortController().signal,
      log: (_level, _message, fields) => durations.push(fields["duration_ms"]),
    },
    {
      now: () => 1e12 - (setBackMs += HOUR_MS),
      elapsedMs: () => waitedMs,
      random: () => 0.5,
      sleep: async (ms) => void (waits.push(ms), (waitedMs += ms)),
    },
  );
  for (let count = 0; count < 3; count += 1) expect(await api.read(ID)).toMatchObject({ kind: "found" });
  expect([waits, durations]).toEqual([
    [1000, 1000],
    [0, 0, 0],
  ]);
  await server.close();
});

describe("the clock and the timers of the machine", () => {
  test("how long something takes is told by a clock that counts on from the start of the process", () => {
    const beforeMs = realEdges.elapsedMs();
    expect(beforeMs).toBeLessThan(realEdges.now() / 2);
    expect(realEdges.elapsedMs()).toBeGreaterThanOrEqual(beforeMs);
  });

  test("a wait longer than a timer can be does not end at once", async () => {
    const stop = new AbortController();
    let isOver = false;
    const wait = realEdges.sleep(2 ** 31 + 1000, stop.signal).then(() => (isOver = true));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(isOver).toBe(false);
    stop.abort();
    await wait;
  });
});
