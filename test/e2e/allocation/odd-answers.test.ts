import type { AnswerStyle, FaultAnswer } from "../../../src/sandbox";
import { send } from "../../support/api/sandbox";
import { openScene } from "../../support/api/scene";
import { kindOf } from "../../support/stories/transitions";
import { A, A2, allocationOf, declare } from "../../support/terraform/configuration";

const SETTINGS = { max_retries: 0, request_timeout: 2 };
const STYLES: readonly Partial<AnswerStyle>[] = [
  { numbers: "no-plus", vn_key: "greenvn", pins: "null", state: "absent" },
  {
    numbers: "zero",
    vn_key: "green_vn",
    party_order: "reversed",
    pins: "empty",
    usage: "absent",
    connection_id: "absent",
  },
  {
    numbers: "national",
    vn_key: "both",
    unknown_fields: true,
    pins: "never",
    flow: "absent",
    state: "absent",
    usage: "absent",
    connection_id: "absent",
  },
];

test("an API that answers in another form from the first day: every plan holds, and every change costs what it says", async () => {
  for (const style of STYLES) {
    const { sandbox, terraform } = await openScene({ log: "warn" });
    sandbox.answers(style);
    const declared = (more: Record<string, unknown> = {}) => ({
      a: allocationOf("a", { aparty_numbers: [A, A2], aparty_pins: [1111], flow_id: "f-1", ...more }),
    });
    await declare(terraform, { allocations: declared() });
    expect((await terraform.apply()).diagnostics).toEqual([]);
    await declare(terraform, {
      allocations: declared({ preferences: { region: "MH" }, aparty_numbers: [A], bparty_pins: [2222] }),
    });
    const plan = await terraform.plan();
    expect([plan.change("greenvn_allocation.a").actions, plan.diagnostics.map(kindOf)]).toEqual([
      ["update"],
      ["charged:call-party", "charged:vn"],
    ]);
    await terraform.apply(plan.file);
    const again = await terraform.plan();
    expect([style, again.isEmpty, again.diagnostics, sandbox.ledger().totals]).toEqual([
      style,
      true,
      [],
      { create: 1, vn: 1, call_party: 1, charged: 3 },
    ]);
  }
});

/**
 * Odd answers to a creation that was carried out and told an id: never an error, for then the number would be deleted
 * and bought again.
 */
const ODD_CREATIONS: readonly (readonly [string, FaultAnswer])[] = [
  ["another connection_id", { kind: "other-connection" }],
  ["no strings for parties", { kind: "wrong-types", field: "aparty_numbers" }],
  ["no string for the number", { kind: "wrong-types", field: "greenvn" }],
  ["no string for the state", { kind: "wrong-types", field: "state" }],
  ["no string for the usage", { kind: "wrong-types", field: "usage" }],
  ["no list of PINs", { kind: "wrong-types", field: "aparty_pins" }],
];

test("a creation that tells an id never fails: what is odd is a warning, and the next plan is empty", async () => {
  const { sandbox, terraform } = await openScene({ log: "warn" });
  // Somebody else's, for an answer to be mistaken for.
  await send(sandbox, "POST", "/v1/tenants/sandbox/greenvn", { ...allocationOf("stranger"), usage: "twoway" });
  const names = ODD_CREATIONS.map((_row, at) => `a${at}`);
  sandbox.faults(ODD_CREATIONS.map(([, answer], at) => ({ on: "create", connection_id: `a${at}`, answer })));
  await declare(terraform, {
    allocations: Object.fromEntries(names.map((name) => [name, allocationOf(name, { aparty_pins: [1111] })])),
    provider: SETTINGS,
  });
  const applied = await terraform.apply();
  for (const [at, name] of names.entries()) {
    const warnings = applied.diagnostics.filter(({ address }) => address === `greenvn_allocation.${name}`);
    expect([ODD_CREATIONS[at]?.[0], warnings.map(({ severity }) => severity)]).toEqual([
      ODD_CREATIONS[at]?.[0],
      expect.arrayContaining(["warning"]),
    ]);
  }
  const state = await terraform.state();
  expect(state.map(({ tainted, values }) => [tainted, typeof values["green_vn"]])).toEqual(
    names.map(() => [false, "string"]),
  );
  expect([sandbox.charged(), (await terraform.plan()).isEmpty]).toEqual([names.length + 1, true]);
});

test("a creation whose number nobody tells is saved all the same, and read later", async () => {
  const { sandbox, terraform } = await openScene({ log: "warn" });
  sandbox.answers({ vn_key: "absent" });
  await declare(terraform, {
    allocations: { a: allocationOf("a") },
    outputs: { number: "greenvn_allocation.a.green_vn" },
  });
  const applied = await terraform.apply();
  expect(
    applied.diagnostics.map(({ severity, summary }) => [severity, /number .*is not known yet/.test(summary)]),
  ).toEqual([["warning", true]]);
  expect((await terraform.state()).map(({ tainted, values }) => [tainted, values["green_vn"] ?? null])).toEqual([
    [false, null],
  ]);
  sandbox.answers({ vn_key: "documented" });
  await terraform.apply();
  expect([(await terraform.outputs())["number"], sandbox.charged(), (await terraform.plan()).isEmpty]).toEqual([
    sandbox.allocations()[0]?.greenVn,
    1,
    true,
  ]);
});

test("a change that comes out otherwise is told as a warning, and is the next read's drift", async () => {
  const { sandbox, terraform } = await openScene({ log: "warn" });
  await declare(terraform, { allocations: { a: allocationOf("a") } });
  await terraform.apply();
  const id = sandbox.allocations()[0]?.greenvnId ?? "";
  await declare(terraform, { allocations: { a: allocationOf("a", { preferences: { region: "MH" } }) } });
  const plan = await terraform.plan();
  // Between plan and apply somebody else takes a party away, and the answer to the change of the number tells so.
  sandbox.changeByHand(id, { bpartyNumbers: [A2] });
  const applied = await terraform.apply(plan.file);
  expect(applied.diagnostics.map(kindOf)).toEqual(["charged:vn", "otherwise"]);
  expect((await terraform.resource("greenvn_allocation.a"))["bparty_numbers"]).toEqual(["+919876500002"]);
  const again = await terraform.plan();
  expect([again.change("greenvn_allocation.a").actions, again.diagnostics.map(kindOf)]).toEqual([
    ["update"],
    ["charged:call-party"],
  ]);
});

test("an answer for another allocation is no success: nothing is adopted from it", async () => {
  const { sandbox, terraform } = await openScene({ log: "warn" });
  await declare(terraform, { allocations: { a: allocationOf("a"), b: allocationOf("b") }, provider: SETTINGS });
  await terraform.apply();
  const before = await terraform.resource("greenvn_allocation.a");
  sandbox.faults([{ on: "vn", connection_id: "a", answer: { kind: "other-id" } }]);
  await declare(terraform, {
    allocations: { a: allocationOf("a", { preferences: { region: "MH" } }), b: allocationOf("b") },
    provider: SETTINGS,
  });
  // The call was carried out: looks after the odd answer see it.
  await terraform.apply();
  const [after, held] = [
    await terraform.resource("greenvn_allocation.a"),
    sandbox.allocations().find(({ connectionId }) => connectionId === "a"),
  ];
  expect([after["id"], after["green_vn"], after["green_vn"] === before["green_vn"], sandbox.charged("vn")]).toEqual([
    before["id"],
    held?.greenVn,
    false,
    1,
  ]);
  expect((await terraform.plan()).isEmpty).toBe(true);
});

test("a delete may answer with nothing", async () => {
  const { sandbox, terraform } = await openScene({ log: "warn" });
  sandbox.answers({ deleted: "null" });
  await declare(terraform, { allocations: { a: allocationOf("a") } });
  await terraform.apply();
  await terraform.destroy();
  expect([sandbox.calls("delete").length, await terraform.state()]).toEqual([1, []]);
});
