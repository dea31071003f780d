import { createPacing } from "../../../../src/exobridge/calls/pacing";
import { realEdges } from "../../../../src/exobridge/edges";
import { MAX_CONNECTIONS } from "../../../../src/exobridge/http/limits";

/** A clock that only waiting moves. */
function clock() {
  let nowMs = 1000;
  const waits: number[] = [];
  return {
    waits,
    now: () => nowMs,
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
  setTimeout(() => stop.abort(), 5);
  expect(await Promise.all(waiting)).toEqual([null, null, null]);
  expect(await full.turn()).toBeNull();
});
