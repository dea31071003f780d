import { type Arrival, FaultPlan, workOf } from "../../../../src/sandbox/faults/fault-plan";
import { type FaultRule } from "../../../../src/sandbox/faults/fault-rule";

const vn: Arrival = { operation: "vn", greenvnId: "id-1", connectionId: "c-1" };
const RESET = { kind: "reset" } as const;

/** Which of so many like requests are struck. */
function struck(rule: FaultRule, count: number, arrival: Arrival = vn): string {
  const plan = new FaultPlan([rule], "1", Date.now);
  return Array.from({ length: count }, () => (plan.take(arrival) ? "x" : ".")).join("");
}

test.each<[string, FaultRule, string]>([
  ["once by default", { answer: RESET }, "x....."],
  ["so many times", { times: 3, answer: RESET }, "xxx..."],
  ["for good", { times: "forever", answer: RESET }, "xxxxxx"],
  ["after so many", { skip: 2, times: 2, answer: RESET }, "..xx.."],
  ["never", { probability: 0, answer: RESET }, "......"],
  ["always", { probability: 1, answer: RESET }, "xxxxxx"],
  ["often, but no more than told", { probability: 1, times: 2, answer: RESET }, "xx...."],
])("strikes %s", (_case, rule, expected) => expect(struck(rule, 6)).toBe(expected));

test.each<[string, Omit<FaultRule, "answer">, boolean]>([
  ["any call", {}, true],
  ["its call", { on: "vn" }, true],
  ["one of its calls", { on: ["read", "vn"] }, true],
  ["another call", { on: "create" }, false],
  ["its allocation", { greenvn_id: "id-1" }, true],
  ["another allocation", { greenvn_id: "id-2" }, false],
  ["its connection", { connection_id: "c-1" }, true],
  ["another connection", { on: "vn", connection_id: "c-2" }, false],
])("fits %s", (_case, match, fits) => expect(struck({ ...match, answer: RESET }, 1)).toBe(fits ? "x" : "."));

test("the same seed draws the same, about as often as told", () => {
  const rule = (seed?: number): FaultRule => ({
    probability: 0.2,
    answer: RESET,
    ...(seed === undefined ? {} : { seed }),
  });
  expect(struck(rule(3), 500)).toBe(struck(rule(3), 500));
  expect(struck(rule(3), 500)).not.toBe(struck(rule(4), 500));
  const count = struck(rule(), 5_000).replaceAll(".", "").length;
  expect(count).toBeGreaterThan(850);
  expect(count).toBeLessThan(1_150);
});

test("the first rule that strikes counts, the next ones do not", () => {
  const plan = new FaultPlan(
    [
      { on: "vn", answer: RESET },
      { times: "forever", answer: { kind: "close" } },
    ],
    "1",
    Date.now,
  );
  expect([plan.take(vn), plan.take(vn)].map((rule) => rule?.answer.kind)).toEqual(["reset", "close"]);
  expect(plan.counts().map(({ fitted, struck }) => ({ fitted, struck }))).toEqual([
    { fitted: 2, struck: 1 },
    { fitted: 1, struck: 1 },
  ]);
});

test("a refusal of connections meets no request", () =>
  expect(struck({ answer: { kind: "refuse", for_ms: 1 } }, 1)).toBe("."));

test.each<[FaultRule, string]>([
  [{ answer: RESET }, "none"],
  [{ answer: RESET, work: "done" }, "done"],
  [{ answer: { kind: "cut" } }, "done"],
  [{ answer: { kind: "html" } }, "none"],
  [{ answer: RESET, work: "late", late_ms: 5 }, "late"],
])("%j: work %s", (rule, work) => expect(workOf(rule)).toBe(work));
