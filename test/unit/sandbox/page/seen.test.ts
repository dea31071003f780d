import { type AllocationView, type LiveMessage } from "../../../../src/sandbox/live/live-view";
import { found, latestChanges, newsBetween, NOTHING_SEEN, type Seen, told } from "../../../../src/sandbox/page/seen";

const allocation = (id: string, ...numbers: readonly string[]): AllocationView => ({
  greenvn_id: id,
  connection_id: `name-${id}`,
  green_vn: numbers.at(-1) ?? "",
  region: "KA",
  number_type: "mobile",
  aparties: { first: ["+919176226528"], count: 1 },
  bparties: { first: ["+918136966620"], count: 1 },
  usage: "twoway",
  state: "active",
  deallocate_at: "2026-01-01T00:00:00.000Z",
  charges: { create: 1, vn: numbers.length - 1, call_party: 0 },
  numbers: numbers.map((number, place) => ({ number, since: `2025-01-0${place + 1}T00:00:00.000Z`, by: "vn" })),
  earlier: 0,
});
const message = (more: Partial<LiveMessage>, charged = 0): LiveMessage => ({
  begin: false,
  allocations: [],
  gone: [],
  calls: [],
  totals: { create: 0, vn: 0, call_party: 0, charged, requests: 0 },
  pool: [],
  faults: [],
  ...more,
});
const after = (...messages: readonly LiveMessage[]): Seen =>
  messages.reduce((seen, one) => told(seen, one, 0), NOTHING_SEEN);

const BEGUN = message({ begin: true, allocations: [allocation("a", "1"), allocation("b", "2")] }, 2);

test("a changed allocation keeps its place, a gone one leaves, and a new beginning forgets", () => {
  const seen = after(BEGUN, message({ allocations: [allocation("a", "1", "3"), allocation("c", "4")], gone: ["b"] }));
  expect([...seen.allocations.keys()]).toEqual(["a", "c"]);
  expect(seen.allocations.get("a")?.green_vn).toBe("3");
  expect(told(seen, message({ begin: true }), 0).allocations.size).toBe(0);
});

test("what is not named stays the very same, so that nothing is drawn again", () => {
  const seen = after(BEGUN);
  expect(told(seen, message({}), 0).allocations).toBe(seen.allocations);
  expect(told(seen, message({}), 0).calls).toBe(seen.calls);
});

test.each<[string, LiveMessage, object | null]>([
  ["reads alone are no news", message({}, 2), null],
  ["a reset is none", message({ begin: true }, 0), null],
  [
    "a changed number",
    message({ allocations: [allocation("a", "1", "3")] }, 3),
    { created: [], changed: [{ before: { number: "1" }, after: { number: "3" } }], charged: 1, total: 3 },
  ],
  [
    "a new allocation",
    message({ allocations: [allocation("c", "4")] }, 3),
    { created: [{ greenvn_id: "c" }], changed: [], charged: 1 },
  ],
  ["changed parties", message({ allocations: [allocation("a", "1")] }, 3), { created: [], changed: [], charged: 1 }],
])("news: %s", (_case, next, expected) => {
  const before = after(BEGUN);
  const news = newsBetween(before, told(before, next, 0));
  if (expected === null) expect(news).toBeNull();
  else expect(news).toMatchObject(expected);
});

test("the first look is no news", () => expect(newsBetween(NOTHING_SEEN, after(BEGUN))).toBeNull());

test("the latest changes come first, and what never changed does not", () => {
  const all = [allocation("a", "1", "2"), allocation("b", "3"), allocation("c", "4", "5", "6")];
  expect(latestChanges(all, 5).map(({ before, after: now }) => [before.number, now.number])).toEqual([
    ["5", "6"],
    ["1", "2"],
  ]);
  expect(latestChanges(all, 1)).toHaveLength(1);
});

test.each([
  ["", ["b", "a"]],
  ["NAME-A", ["a"]],
  ["2", ["b", "a"]],
  ["+918136966620", ["b", "a"]],
  ["nothing", []],
])("found by %j, newest first", (text, ids) =>
  expect(found(after(BEGUN).allocations.values(), text).map(({ greenvn_id: id }) => id)).toEqual(ids),
);
