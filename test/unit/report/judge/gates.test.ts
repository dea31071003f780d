import { type Exemption, FAIL_ON, type Flags, type Policy } from "../../../../src/report/judge/rules";
import {
  A,
  B,
  change,
  type ChangeParts,
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

const unknownNumber = { unknown: { green_vn: true } };
const numberChange = (more: Partial<ChangeParts> = {}) =>
  update(
    { green_vn: undefined, preferences: { greenvn: null, region: "MU", number_type: null, pin_code: null } },
    { ...unknownNumber, ...more },
  );
const desk = (more: Record<string, unknown> = {}) => ({ ...held(more), greenvn_id: "gvn-1" });
const fromAllocation = { previous_address: 'module.a["x.y"].greenvn_allocation.support[0]' };

test.each<[string, Record<string, unknown>, string[]]>([
  ["another number in place", numberChange(), ["number-change"]],
  ["another number, known already", update({ green_vn: B }), ["number-change"]],
  ["other parties", update({ usage: "oneway" }), []],
  ["a creation", creation(), []],
  [
    "an assignment that asks for a number",
    change({
      ...assignment,
      actions: ["create"],
      after: { ...wanted({ preferences: null }), greenvn_id: "gvn-1" },
      unknown: { ...UNKNOWN_AT_CREATION, preferences: { region: true } },
    }),
    ["number-change"],
  ],
  [
    "an assignment that adopts the number in force",
    change({
      ...assignment,
      actions: ["create"],
      after: { ...wanted(), greenvn_id: "gvn-1" },
      unknown: UNKNOWN_AT_CREATION,
    }),
    [],
  ],
  [
    "an assignment of another allocation, which gives no number up",
    change({
      ...assignment,
      actions: ["delete", "create"],
      before: desk(),
      after: { ...wanted(), greenvn_id: "gvn-2" },
      unknown: UNKNOWN_AT_CREATION,
    }),
    [],
  ],
  [
    "an allocation that moves to an assignment",
    change({ ...assignment, actions: ["no-op"], before: desk(), after: desk(), entry: fromAllocation }),
    ["delete"],
  ],
  [
    "one that moves there, and is changed",
    change({
      ...assignment,
      actions: ["update"],
      before: desk(),
      after: desk({ green_vn: B }),
      entry: fromAllocation,
    }),
    ["delete", "number-change"],
  ],
  [
    "one that moves there, and to another allocation",
    change({
      ...assignment,
      actions: ["delete", "create"],
      before: desk(),
      after: { ...wanted(), greenvn_id: "gvn-2" },
      unknown: UNKNOWN_AT_CREATION,
      entry: fromAllocation,
    }),
    ["replace", "delete", "id-change"],
  ],
  [
    "one that moves there, and is deleted",
    change({ ...assignment, actions: ["delete"], before: desk(), entry: fromAllocation }),
    ["delete"],
  ],
  [
    "an assignment that moves from where nobody can tell",
    change({ ...assignment, actions: ["no-op"], before: desk(), after: desk(), entry: { previous_address: "a b" } }),
    ["delete"],
  ],
  [
    "an assignment that is renamed",
    change({
      ...assignment,
      actions: ["no-op"],
      before: desk(),
      after: desk(),
      entry: { previous_address: "greenvn_assignment.old" },
    }),
    [],
  ],
  [
    "an assignment that becomes an allocation",
    change({
      actions: ["no-op"],
      before: held(),
      after: held(),
      entry: { previous_address: "greenvn_assignment.old" },
    }),
    [],
  ],
  ["settings of the account, new", settings({ actions: ["create"], after: {} }), []],
  ["settings of the account, changed", settings({ actions: ["update"], before: {}, after: { sid: 1 } }), []],
  ["settings of the account, given up", settings({ actions: ["delete"], before: {} }), []],
])("every rule on rows: %s", (_what, entry, gates) =>
  expect(
    failedGates([planOf([entry])], {
      maxCharges: 9,
      failOn: ["replace", "delete", "id-change", "number-change"],
    }),
  ).toEqual(gates),
);

function settings(parts: ChangeParts): Record<string, unknown> {
  return change({ type: "greenvn_account_settings", address: "greenvn_account_settings.this", ...parts });
}

test("settings of the account are harmless rows: no allocation, no charge, no loss", () => {
  const { rows, charges } = judgementOf([
    planOf([settings({ actions: ["update"], before: { id: "sandbox" }, after: { id: "sandbox", webhook: "x" } })]),
  ]);
  expect(rows).toMatchObject([{ fate: { kind: "none" }, idBefore: { kind: "none" }, calls: [], losses: [] }]);
  expect(charges.total).toEqual({ calls: 0, exact: true, money: null });
});

test("a price turns calls into money", () => {
  const price = { perCall: "12.5", currency: "INR" };
  const { charges } = judgementOf([planOf([creation(), numberChange({ address: "b" })])], {}, { price });
  expect(charges).toMatchObject({
    total: { calls: 2, money: "25.00 INR" },
    by: { create: { money: "12.50 INR" }, vn: { money: "12.50 INR" }, "call-party": { money: "0.00 INR" } },
  });
});

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

  const trial = { address: "greenvn_allocation.trial" };

  test("an exempt allocation passes the deletion gates, with its reason", () => {
    const { gates, exempted, unmatched } = judgementOf([planOf([deletion(trial)])], {}, policy);
    expect(gates.find((gate) => gate.kind === "delete")).toMatchObject({
      passed: true,
      rows: [],
      exempt: [{ reason: "the trial is over" }],
    });
    expect(exempted).toMatchObject([{ reason: "the trial is over" }]);
    expect(unmatched).toEqual([]);
  });

  const failing = (more: Partial<Exemption>, entry: Record<string, unknown>, stack: string | null = null) => {
    const exempt = [{ id: "gvn-1", reason: "agreed", ...more }];
    const { gates, unmatched } = judgementOf([planOf([entry])], {}, { failOn: ["delete"], exempt }, stack);
    return { failed: gates.some((gate) => !gate.passed), unmatched: unmatched.length };
  };
  const [PASSES, FAILS] = [
    { failed: false, unmatched: 0 },
    { failed: true, unmatched: 1 },
  ];
  test.each<[string, Partial<Exemption>, Record<string, unknown>, typeof PASSES]>([
    ["by its id", {}, deletion(), PASSES],
    ["by its number", { id: A }, deletion(), PASSES],
    ["by its number, in another form", { id: "91 72058-27365" }, deletion(), PASSES],
    ["another allocation", { id: "gvn-2" }, deletion(), FAILS],
    ["another number", { id: B }, deletion(), FAILS],
    ["a number's bare digits, which name no country", { id: "7205827365" }, deletion(), FAILS],
    ["at its address", trial, deletion(trial), PASSES],
    ["at a key of its address", trial, deletion({ address: "greenvn_allocation.trial[0]" }), FAILS],
    ["in a module", trial, deletion({ address: "module.a.greenvn_allocation.trial" }), FAILS],
    ["at the address before a move", trial, deletion({ entry: { previous_address: trial.address } }), PASSES],
    ["another allocation that is moved there", { ...trial, id: "gvn-2" }, deletion(trial), FAILS],
    ["in another stack", { stack: "prod" }, deletion(), FAILS],
  ])("exempt: %s", (_what, more, entry, expected) => expect(failing(more, entry)).toEqual(expected));

  const region = { greenvn: null, region: "KA", number_type: null, pin_code: null };
  const asking = (parts: Partial<ChangeParts>) =>
    change({
      ...assignment,
      actions: ["delete", "create"],
      before: desk(),
      after: { ...wanted({ preferences: region }), id: "gvn-2", greenvn_id: "gvn-2" },
      unknown: { green_vn: true, state: true },
      ...parts,
    });
  const created = asking({ actions: ["create"], before: null });
  const unknownYet = asking({
    after: wanted({ preferences: region }),
    unknown: { ...UNKNOWN_AT_CREATION, greenvn_id: true },
  });
  const other = change({
    address: "greenvn_allocation.other",
    actions: ["no-op"],
    before: held({ id: "gvn-2", green_vn: B }),
    after: held({ id: "gvn-2", green_vn: B }),
  });
  test.each<[string, readonly Record<string, unknown>[], string, readonly string[]]>([
    ["the allocation that an assignment gives up", [asking({})], "gvn-1", ["number-change"]],
    ["its number", [asking({})], A, ["number-change"]],
    ["the allocation that it goes to", [asking({})], "gvn-2", []],
    ["the number of that, which another object holds", [asking({}), other], B, []],
    ["that number, where no object holds it", [asking({})], B, ["number-change"]],
    ["an allocation that is not known yet", [unknownYet], "gvn-1", ["number-change"]],
    ["the allocation that a new assignment adopts", [created], "gvn-2", []],
    ["another one than that", [created], "gvn-1", ["number-change"]],
    [
      "an allocation that is handed over for the number of another",
      [asking({ entry: { previous_address: "greenvn_allocation.desk" } })],
      "gvn-1",
      ["number-change"],
    ],
    [
      "the number of another, but not the allocation that is handed over for it",
      [asking({ entry: { previous_address: "greenvn_allocation.desk" } })],
      "gvn-2",
      ["replace", "delete", "id-change"],
    ],
  ])("an exemption reaches the allocation that loses something: %s", (_what, entries, id, expected) =>
    expect(failedGates([planOf(entries)], {}, { failOn: FAIL_ON, exempt: [{ id, reason: "agreed" }] })).toEqual(
      expected,
    ),
  );
  test("an exemption of an allocation that is gone to matches", () =>
    expect(judgementOf([planOf([asking({})])], {}, { exempt: [{ id: "gvn-2", reason: "agreed" }] }).unmatched).toEqual(
      [],
    ));

  test("exempt in its own stack", () => {
    expect(failing({ stack: "prod" }, deletion(), "prod")).toEqual(PASSES);
    expect(failing({ stack: "prod" }, deletion(), "staging")).toEqual(FAILS);
  });
  test("it exempts from no other gate", () =>
    expect(failedGates([planOf([creation({ address: "greenvn_allocation.trial" })])], {}, policy)).toEqual([
      "charges",
    ]));
  test("not from an unproven id", () =>
    expect(failedGates([planOf([update({ id: null }, trial)])], { failOn: ["id-change"] }, policy)).toContain("ids"));
});
