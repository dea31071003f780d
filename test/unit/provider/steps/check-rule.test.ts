import fc from "fast-check";
import type { RemoteAllocation } from "../../../../src/exobridge/types";
import type { WriteIntent } from "../../../../src/provider/memory/notes";
import { judgeCheck } from "../../../../src/provider/steps/check-rule";

const A = "+917205827365";
const B = "+912246011223";
const C = "+918046998877";
const [P, Q, R] = ["+919000000001", "+919000000002", "+918000000001"];

type Wishes = Partial<Record<"greenvn" | "region" | "number_type", string>>;

const vn = (wishes: Wishes | null, strictness = false): WriteIntent => ({
  operation: "vn",
  preferences: wishes && { greenvn: null, region: null, number_type: null, ...wishes },
  strictness,
  rotation_triggers: null,
});
const call = (
  changes: readonly string[],
  { aparty_numbers = [P], bparty_numbers = [R], usage = "twoway" } = {},
): WriteIntent => ({ operation: "call-party", aparty_numbers, bparty_numbers, usage, changes });

const planned = { green_vn: A, aparty_numbers: [P], bparty_numbers: [R], usage: "twoway" };
const told = (more: Partial<RemoteAllocation>): RemoteAllocation => ({
  greenvnId: "gvn-1",
  greenVn: A,
  apartyNumbers: [P],
  bpartyNumbers: [R],
  usage: "twoway",
  ...more,
});
const nothingTold: RemoteAllocation = { greenvnId: "gvn-1" };

describe("the check of a vn call", () => {
  test.each<[string, WriteIntent, RemoteAllocation, "as planned" | "met" | "changed"]>([
    ["the number is the plan's", vn({ region: "MH" }), told({}), "as planned"],
    [
      "the number is the plan's, told without its country code",
      vn(null),
      told({ greenVn: "07205827365" }),
      "as planned",
    ],
    ["the number is not told", vn({ region: "MH" }), nothingTold, "as planned"],
    [
      "parties changed beside it, which is no matter of this call",
      vn(null),
      told({ apartyNumbers: [Q] }),
      "as planned",
    ],
    ["another number, and a wish for it", vn({ greenvn: B }), told({ greenVn: B }), "met"],
    ["another number, and a strict pin on it", vn({ greenvn: B }, true), told({ greenVn: B }), "met"],
    [
      "another number, and a pin on it with a region beside it",
      vn({ greenvn: B, region: "MH" }),
      told({ greenVn: B }),
      "met",
    ],
    [
      "another number, told in another form than it is pinned",
      vn({ greenvn: B }),
      told({ greenVn: "02246011223" }),
      "met",
    ],
    ["another number than the pinned one", vn({ greenvn: B }, true), told({ greenVn: C }), "changed"],
    ["another number, and a region, of which no answer tells", vn({ region: "MH" }), told({ greenVn: B }), "changed"],
    ["another number, and a type", vn({ number_type: "mobile" }), told({ greenVn: B }), "changed"],
    ["another number, and nothing preferred", vn(null), told({ greenVn: B }), "changed"],
  ])("%s", (_case, intent, seen, expected) =>
    expect(judgeCheck(intent, planned, seen, { rotates: false }).kind).toBe(expected),
  );

  test.each<[string, WriteIntent, RemoteAllocation, "as planned" | "changed"]>([
    ["the number is the plan's", vn(null), told({}), "as planned"],
    ["another number: somebody rotated before", vn(null), told({ greenVn: B }), "changed"],
    ["another number, even where it is pinned", vn({ greenvn: B }), told({ greenVn: B }), "changed"],
  ])("a rotation: %s", (_case, intent, seen, expected) =>
    expect(judgeCheck(intent, planned, seen, { rotates: true }).kind).toBe(expected),
  );

  test("the plan knew no number: there is nothing to compare", () =>
    expect(judgeCheck(vn(null), { ...planned, green_vn: null }, told({}), { rotates: false })).toEqual({
      kind: "as planned",
    }));

  test("what changed is told", () =>
    expect(judgeCheck(vn(null), planned, told({ greenVn: B, usage: "oneway" }), { rotates: false })).toEqual({
      kind: "changed",
      since: [{ kind: "number", planned: A, told: B }],
    }));
});

describe("the check of a call-party call", () => {
  const toQ = call(["aparty_numbers"], { aparty_numbers: [Q] });

  test.each<[string, WriteIntent, RemoteAllocation, "as planned" | "met" | "changed"]>([
    ["parties and usage are the plan's", toQ, told({}), "as planned"],
    ["in another order and form", toQ, told({ apartyNumbers: [P.slice(1)] }), "as planned"],
    ["nothing is told", toQ, nothingTold, "as planned"],
    ["another number, which is no matter of this call", toQ, told({ greenVn: B }), "as planned"],
    ["PINs are told, which are not compared", toQ, told({ apartyPins: [1234] }), "as planned"],
    ["what is asked for is in force", toQ, told({ apartyNumbers: [Q] }), "met"],
    [
      "what is asked for is in force, but PINs are sent with it",
      call(["aparty_numbers", "aparty_pins"], { aparty_numbers: [Q] }),
      told({ apartyNumbers: [Q] }),
      "changed",
    ],
    ["PINs alone are sent, and the parties are others", call(["bparty_pins"]), told({ apartyNumbers: [Q] }), "changed"],
    ["one more party", toQ, told({ apartyNumbers: [P, Q] }), "changed"],
    [
      "what is asked for, but the other side changed too",
      toQ,
      told({ apartyNumbers: [Q], bpartyNumbers: [P] }),
      "changed",
    ],
    ["the side that is not to change is another one", toQ, told({ bpartyNumbers: [P] }), "changed"],
    ["usage that is not to change is another one", toQ, told({ usage: "oneway" }), "changed"],
    ["usage is what is asked for", call(["usage"], { usage: "oneway" }), told({ usage: "oneway" }), "met"],
    [
      "one of two changes is in force",
      call(["aparty_numbers", "usage"], { aparty_numbers: [Q], usage: "oneway" }),
      told({ usage: "oneway" }),
      "changed",
    ],
    [
      "one of two changes is in force, and the other is not told",
      call(["aparty_numbers", "usage"], { aparty_numbers: [Q], usage: "oneway" }),
      { greenvnId: "gvn-1", usage: "oneway" },
      "changed",
    ],
    [
      "what is asked for is in force, and what is not to change is not told",
      call(["usage"], { usage: "oneway" }),
      { greenvnId: "gvn-1", usage: "oneway" },
      "met",
    ],
  ])("%s", (_case, intent, seen, expected) =>
    expect(judgeCheck(intent, planned, seen, { rotates: false }).kind).toBe(expected),
  );

  test("what changed is told", () =>
    expect(judgeCheck(toQ, planned, told({ bpartyNumbers: [P], greenVn: B }), { rotates: false })).toEqual({
      kind: "changed",
      since: [{ kind: "numbers", name: "bparty_numbers", planned: [R], told: [P] }],
    }));
});

const number = fc.constantFrom(A, B, C);
const side = fc.uniqueArray(fc.constantFrom(P, Q, R), { minLength: 1 });
const facts = fc.record({
  green_vn: number,
  aparty_numbers: side,
  bparty_numbers: side,
  usage: fc.constantFrom("oneway", "twoway"),
});
const intents = fc.oneof(
  fc
    .tuple(fc.option(fc.record({ greenvn: number, region: fc.constant("MH") }, { requiredKeys: [] })), fc.boolean())
    .map(([wishes, strict]) => vn(wishes, strict)),
  fc
    .tuple(facts, fc.subarray(["aparty_numbers", "bparty_numbers", "usage", "aparty_pins"], { minLength: 1 }))
    .map(([parties, changes]) => call(changes, parties)),
);
const hidden = fc.subarray(["greenVn", "apartyNumbers", "bpartyNumbers", "usage"]);
const seenAs = (
  { green_vn, aparty_numbers, bparty_numbers, usage }: typeof planned,
  untold: readonly string[] = [],
): RemoteAllocation =>
  told(
    Object.fromEntries(
      Object.entries({ greenVn: green_vn, apartyNumbers: aparty_numbers, bpartyNumbers: bparty_numbers, usage }).map(
        ([name, value]) => [name, untold.includes(name) ? undefined : value],
      ),
    ),
  );

test("what the plan found is as planned, whatever of it is told", () =>
  fc.assert(
    fc.property(intents, facts, hidden, fc.boolean(), (intent, found, untold, rotates) =>
      expect(judgeCheck(intent, found, seenAs(found, untold), { rotates })).toEqual({ kind: "as planned" }),
    ),
  ));

test("nothing counts as met but a pin and the very parties, and never a rotation or PINs", () =>
  fc.assert(
    fc.property(intents, facts, facts, fc.boolean(), (intent, found, now, rotates) => {
      fc.pre(judgeCheck(intent, found, seenAs(now), { rotates }).kind === "met");
      if (intent.operation === "vn")
        return expect([rotates, intent.preferences?.greenvn]).toEqual([false, now.green_vn]);
      expect(intent.changes).not.toContain("aparty_pins");
      expect([[...intent.aparty_numbers].sort(), [...intent.bparty_numbers].sort(), intent.usage]).toEqual([
        [...now.aparty_numbers].sort(),
        [...now.bparty_numbers].sort(),
        now.usage,
      ]);
    }),
  ));

test("a number that nobody saw planned is never given up: only the plan's own is as planned", () =>
  fc.assert(
    fc.property(intents, facts, facts, fc.boolean(), (intent, found, now, rotates) => {
      fc.pre(intent.operation === "vn" && found.green_vn !== now.green_vn);
      expect(judgeCheck(intent, found, seenAs(now), { rotates }).kind).not.toBe("as planned");
    }),
  ));
