import { type Collision, type PlannedUse, plannedUses } from "../../../../src/provider/memory/planned-uses";

const kept = (id: string, name: string | null, pins = false): PlannedUse => ({ kind: "kept", id, name, pins });
const created = (name: string | null): PlannedUse => ({ kind: "created", name });
const replaced = (id: string, formerName: string | null, name: string | null, isReleased = true): PlannedUse => ({
  kind: "replaced",
  id,
  formerName,
  name,
  isReleased,
});
const destroyed = (id: string, formerName: string | null, isReleased = true): PlannedUse => ({
  kind: "destroyed",
  id,
  formerName,
  isReleased,
});
const assigned = (id: string, pins: boolean): PlannedUse => ({ kind: "assigned", id, pins });

const nothing = null;
const allocationTwice: Collision = { kind: "one allocation twice", id: "1", name: "a" };
const keptAndGivenUp: Collision = { kind: "kept and given up", id: "1", name: "a" };
const nameGivenUp: Collision = { kind: "name given up", name: "a", id: "1" };

/** What the last of them is told. */
function lastOf(...uses: readonly PlannedUse[]): readonly Collision[] {
  const planned = plannedUses(true);
  return uses.map((use) => planned.add(use)).at(-1) ?? [];
}

test.each<[string, PlannedUse, PlannedUse, Collision | null]>([
  ["two of their own", kept("1", "a"), kept("2", "b"), nothing],
  ["one allocation at two addresses", kept("1", "a"), kept("1", "a"), allocationTwice],
  ["one that is kept, and destroyed under another address", kept("1", "a"), destroyed("1", "a"), keptAndGivenUp],
  ["one that is kept, and replaced under another address", kept("1", "a"), replaced("1", "a", "b"), keptAndGivenUp],
  ["one that is kept, and replaced by its own name", kept("1", "a"), replaced("1", "a", "a"), keptAndGivenUp],
  ["one that is kept, and only forgotten elsewhere", kept("1", "a"), destroyed("1", "a", false), nothing],
  ["one that is kept, and abandoned for another", kept("1", "a"), replaced("1", "a", "b", false), nothing],
  ["one that is destroyed twice", destroyed("1", "a"), destroyed("1", "a"), nothing],
  ["one whose name is not known", kept("1", null), destroyed("1", null), { ...keptAndGivenUp, name: null }],

  ["two creations by one name", created("a"), created("a"), { kind: "one name twice", name: "a", id: null }],
  [
    "two replacements by one name",
    replaced("1", "x", "a"),
    replaced("2", "y", "a"),
    { kind: "one name twice", name: "a", id: null },
  ],
  [
    "a creation and a replacement by one name",
    created("a"),
    replaced("1", "x", "a"),
    { kind: "one name twice", name: "a", id: null },
  ],
  ["names that are not known yet", created(null), created(null), nothing],

  ["a creation by the name of one that is destroyed", created("a"), destroyed("1", "a"), nameGivenUp],
  ["a creation by the name of one that is forgotten", created("a"), destroyed("1", "a", false), nameGivenUp],
  [
    "a creation by the name of one that is replaced by another name",
    created("a"),
    replaced("1", "a", "b"),
    nameGivenUp,
  ],
  ["one that is kept by the name of one that is destroyed", kept("2", "a"), destroyed("1", "a"), nothing],
  ["a creation beside a destroy of another name", created("a"), destroyed("1", "b"), nothing],

  ["an allocation and an assignment of it", kept("1", "a", true), assigned("1", false), nothing],
  ["an assignment alone that pins", kept("1", "a", false), assigned("1", true), nothing],
  ["both pin a number", kept("1", "a", true), assigned("1", true), { kind: "both pin", id: "1" }],
  ["of two allocations", kept("1", "a", true), assigned("2", true), nothing],
  ["two assignments of one", assigned("1", true), assigned("1", true), nothing],
])("%s, whichever comes first", (_what, one, other, expected) => {
  const collisions = expected === nothing ? [] : [expected];
  expect(lastOf(one, other)).toEqual(collisions);
  expect(lastOf(other, one)).toEqual(collisions);
});

test("the other one is named, where it is there already", () => {
  expect(lastOf(kept("1", "a"), created("a"))).toEqual([{ kind: "one name twice", name: "a", id: "1" }]);
  expect(lastOf(created("a"), kept("1", "a"))).toEqual([{ kind: "one name twice", name: "a", id: null }]);
});

test("of two that swap their names it is said once", () =>
  expect(lastOf(replaced("1", "a", "b"), replaced("2", "b", "a"))).toEqual([nameGivenUp]));

test("each of several is told", () =>
  expect(lastOf(created("a"), kept("1", "b"), replaced("1", "b", "a"))).toEqual([
    { ...keptAndGivenUp, name: "b" },
    { kind: "one name twice", name: "a", id: null },
  ]));

describe("the halves of a replacement are one", () => {
  test.each<[string, PlannedUse, PlannedUse]>([
    ["that its declaration forces", replaced("1", "a", "b"), replaced("1", "a", "b")],
    ["that keeps its name", replaced("1", "a", "a"), replaced("1", "a", "a")],
    ["that is asked for on the command line", kept("1", "a"), replaced("1", "a", "a")],
    ["whose second half has the raw name", kept("1", "a"), replaced("1", "a", "raw")],
  ])("%s", (_what, first, second) => {
    const uses = plannedUses(true);
    expect([uses.add(kept("2", "c")), uses.add(first), uses.add(second, true)].flat()).toEqual([]);
    expect(uses.add(created(second.kind === "replaced" ? second.name : null))).toHaveLength(1);
  });

  test("the first is forgotten: the name that only it had is free", () => {
    const uses = plannedUses(true);
    uses.add(replaced("1", "a", "b"));
    uses.add(replaced("1", "a", "raw"), true);
    expect(uses.add(created("b"))).toEqual([]);
  });

  test("what met the first is not told once more of the second", () => {
    const uses = plannedUses(true);
    uses.add(replaced("1", "a", "b"));
    expect(uses.add(kept("1", "a"))).toEqual([keptAndGivenUp]);
    expect(uses.add(replaced("1", "a", "b"), true)).toEqual([]);
    expect(uses.add(kept("1", "a"))).toHaveLength(2);
  });

  test("the second meets what came between", () => {
    const named = plannedUses(true);
    for (const use of [kept("1", "a"), created("b")]) named.add(use);
    expect(named.add(replaced("1", "a", "b"), true)).toEqual([{ kind: "one name twice", name: "b", id: null }]);
    const twice = plannedUses(true);
    for (const use of [kept("1", "a"), kept("1", "a")]) twice.add(use);
    expect(twice.add(replaced("1", "a", "a"), true)).toEqual([keptAndGivenUp]);
  });
});

test("a plan of thousands compares none with all", () => {
  const uses = plannedUses(true);
  const startedAt = performance.now();
  const told = Array.from({ length: 20_000 }, (_, n) => uses.add(kept(`id-${n}`, `name-${n}`)));
  expect(told.flat()).toEqual([]);
  expect(performance.now() - startedAt).toBeLessThan(6_000);
});

test("a process that serves many walks counts none", () => {
  const [one, many] = [plannedUses(true), plannedUses(false)];
  expect([one.add(created("a")), one.add(created("a"))].flat()).toHaveLength(1);
  expect([many.add(created("a")), many.add(created("a"))].flat()).toEqual([]);
});
