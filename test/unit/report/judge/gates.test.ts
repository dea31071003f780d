import type { Flags, Policy } from "../../../../src/report/judge/rules";
import {
  B,
  change,
  creation,
  deletion,
  failedGates,
  held,
  judgementOf,
  planOf,
  UNKNOWN_AT_CREATION,
  update,
  wanted,
} from "../plan-json";

const replacement = (actions: readonly string[]) =>
  change({ actions, before: held(), after: wanted(), unknown: UNKNOWN_AT_CREATION });
const assignment = { type: "greenvn_assignment", address: "greenvn_assignment.desk" };
const all: Flags = { failOn: ["replace", "delete", "id-change"] };

test.each<[string, Record<string, unknown>, string[]]>([
  ["a creation", creation(), []],
  ["another number", update({ green_vn: B }), []],
  ["a deletion", deletion(), ["delete"]],
  ["a deletion that only forgets", deletion({ was: { deletion_policy: "abandon" } }), ["delete"]],
  ["a removed block", deletion({ actions: ["forget"] }), ["delete"]],
  ["a deposed object", deletion({ entry: { deposed: "0a1b2c3d" } }), ["delete"]],
  ["an assignment given up, which releases no number", deletion(assignment), []],
  ["a replacement", replacement(["delete", "create"]), ["replace", "id-change"]],
  ["a replacement, created first", replacement(["create", "delete"]), ["replace", "id-change"]],
  ["a replacement that forgets the old one", replacement(["create", "forget"]), ["replace", "id-change"]],
  ["another id on an update", update({ id: "gvn-2" }), ["id-change"]],
  ["an unknown id on an update", update({ id: undefined }, { unknown: { id: true } }), ["ids", "id-change"]],
  [
    "a move",
    change({
      actions: ["no-op"],
      before: held(),
      after: held(),
      entry: { previous_address: "greenvn_allocation.old" },
    }),
    [],
  ],
])("--fail-on: %s", (_what, entry, gates) => expect(failedGates([planOf([entry])], all)).toEqual(gates));

describe("--max-charges", () => {
  const two = planOf([
    creation(),
    update(
      { green_vn: undefined, preferences: undefined },
      { address: "b", unknown: { green_vn: true, preferences: true } },
    ),
  ]);
  test.each([
    [3, []],
    [2, []],
    [1, ["charges"]],
    [0, ["charges"]],
  ])("of two, one of them not certain: limit %d", (maxCharges, gates) =>
    expect(failedGates([two], { maxCharges })).toEqual(gates),
  );

  test("charges of several plans are summed", () => {
    expect(failedGates([two, two], { maxCharges: 3 })).toEqual(["charges"]);
    expect(judgementOf([two, two]).charges).toEqual({
      total: { calls: 4, exact: false, money: null },
      by: {
        create: { calls: 2, exact: true, money: null },
        vn: { calls: 2, exact: false, money: null },
        "call-party": { calls: 0, exact: true, money: null },
      },
    });
  });
});

describe("--allow-incomplete", () => {
  test("lets an incomplete plan pass", () =>
    expect(failedGates([planOf([], { complete: false })], { allowIncomplete: true })).toEqual([]));
  test("lets no plan with errors pass", () =>
    expect(failedGates([planOf([], { complete: false, errored: true })], { allowIncomplete: true })).toEqual([
      "whole",
    ]));
});

describe("the policy", () => {
  const policy: Policy = {
    maxCharges: 0,
    failOn: ["delete"],
    exempt: [{ id: "gvn-1", address: "greenvn_allocation.trial", reason: "the trial is over" }],
  };

  test("its rules run", () =>
    expect(failedGates([planOf([creation(), deletion()])], {}, policy)).toEqual(["charges", "delete"]));
  test("each flag beats its counterpart", () =>
    expect(failedGates([planOf([creation(), deletion()])], { maxCharges: 1 }, policy)).toEqual(["delete"]));
  test("--fail-on takes the place of the whole list", () =>
    expect(failedGates([planOf([deletion()])], { failOn: ["replace"] }, policy)).toEqual([]));

  test("an exempt address passes the deletion gates, with its reason", () => {
    const { gates } = judgementOf([planOf([deletion({ address: "greenvn_allocation.trial" })])], {}, policy);
    expect(gates.find((gate) => gate.kind === "delete")).toMatchObject({
      passed: true,
      rows: [],
      exempt: [{ reason: "the trial is over" }],
    });
  });

  test("it exempts that very address and no other", () =>
    expect(
      failedGates(
        [
          planOf([
            deletion({ address: "greenvn_allocation.trial[0]" }),
            deletion({ address: "module.a.greenvn_allocation.trial" }),
          ]),
        ],
        {},
        policy,
      ),
    ).toEqual(["delete"]));
  test("it exempts from no other gate", () =>
    expect(failedGates([planOf([creation({ address: "greenvn_allocation.trial" })])], {}, policy)).toEqual([
      "charges",
    ]));
  test("not from an unproven id", () =>
    expect(
      failedGates(
        [planOf([update({ id: null }, { address: "greenvn_allocation.trial" })])],
        { failOn: ["id-change"] },
        policy,
      ),
    ).toContain("ids"));
});
