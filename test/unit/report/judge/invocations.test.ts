import {
  A,
  change,
  creation,
  failedGates,
  held,
  judgementOf,
  planOf,
  PROVIDER_NAME,
  UNKNOWN_AT_CREATION,
  update,
  wanted,
} from "../plan-json";

type Values = Record<string, unknown>;

/** An entry of `action_invocations`, as Terraform 1.14 writes it. */
function invocation(more: Values = {}): Values {
  return {
    address: "action.greenvn_rotate.now",
    type: "greenvn_rotate",
    name: "now",
    config_values: { greenvn_id: "gvn-1", preferences: null, strictness: null },
    config_sensitive: {},
    config_unknown: {},
    provider_name: PROVIDER_NAME,
    invoke_action_trigger: {},
    ...more,
  };
}

const by = (address: string): Values => ({
  invoke_action_trigger: undefined,
  lifecycle_action_trigger: {
    triggering_resource_address: address,
    action_trigger_event: "AfterUpdate",
    action_trigger_block_index: 0,
    actions_list_index: 0,
  },
});
const invoking = (invocations: readonly Values[], changes: readonly Values[] = [], more: Values = {}) =>
  planOf(changes, { terraform_version: "1.14.0", action_invocations: invocations, ...more });

const support = update({ usage: "oneway" });
const sales = update({ id: "gvn-2", usage: "oneway" }, { address: "greenvn_allocation.sales", was: { id: "gvn-2" } });
const build = change({
  type: "terraform_data",
  provider: "terraform.io/builtin/terraform",
  address: "terraform_data.build",
  actions: ["update"],
  before: {},
  after: {},
});
const desk = change({
  type: "greenvn_assignment",
  address: "greenvn_assignment.desk",
  actions: ["no-op"],
  before: { ...held(), greenvn_id: "gvn-1" },
  after: { ...held(), greenvn_id: "gvn-1" },
});
const unknownId = { config_values: { strictness: null }, config_unknown: { greenvn_id: true } };

test.each<[string, Values, readonly Values[], string[]]>([
  ["by -invoke", invocation(), [support], []],
  ["by the resource that holds it", invocation(by("greenvn_allocation.support")), [support], ["trigger"]],
  ["by an assignment of it", invocation(by("greenvn_assignment.desk")), [desk], ["trigger"]],
  ["by an allocation that holds another", invocation(by("greenvn_allocation.sales")), [support, sales], []],
  ["by another provider's resource", invocation(by("terraform_data.build")), [support, build], []],
  ["by a resource that the plan does not list", invocation(by("greenvn_allocation.none")), [support], ["trigger"]],
  [
    "of an allocation that is not known yet, by one that may hold it",
    invocation({ ...by("greenvn_allocation.sales"), ...unknownId }),
    [sales],
    ["trigger"],
  ],
  ["of one that is not known yet, by -invoke", invocation(unknownId), [support], []],
  [
    "by an allocation whose id is not known yet",
    invocation(by("greenvn_allocation.new")),
    [creation({ address: "greenvn_allocation.new" })],
    ["trigger"],
  ],
  ["by what the plan does not tell", invocation({ invoke_action_trigger: undefined }), [], ["trigger"]],
  ["an action that is not known", invocation({ type: "greenvn_release" }), [], ["understood"]],
  [
    "under another provider's address",
    invocation({ provider_name: "registry.terraform.io/elsewhere/greenvn" }),
    [],
    ["strangers"],
  ],
])("no rule is needed: %s", (_what, entry, changes, gates) =>
  expect(failedGates([invoking([entry], changes)])).toEqual(gates),
);

test("each invocation is one charged call, and one number given up", () => {
  const plan = invoking([invocation(), invocation({ address: "action.greenvn_rotate.later" })], [support]);
  const { charges, invocations } = judgementOf([plan]);
  expect(charges).toMatchObject({ total: { calls: 3 }, by: { vn: { calls: 2, exact: true } } });
  expect(invocations).toMatchObject([
    { type: "greenvn_rotate", trigger: { kind: "invoked" }, allocation: { text: "gvn-1" }, asksFor: { kind: "none" } },
    { address: "action.greenvn_rotate.later" },
  ]);
  expect(invocations[0]?.numberBefore).toEqual({ kind: "known", text: A });
  expect(failedGates([plan], { maxCharges: 2, failOn: ["number-change"] })).toEqual(["charges", "number-change"]);
});

test("a plan by -invoke refreshes alone, and lists no changes", () => {
  const values = { root_module: { resources: [{ ...support, values: held() }] } };
  const plan = invoking([invocation()], [], { resource_changes: undefined, applyable: true, prior_state: { values } });
  expect(failedGates([plan])).toEqual([]);
  expect(judgementOf([plan]).charges.total).toMatchObject({ calls: 1, exact: true });
  expect(() => judgementOf([{ ...plan, action_invocations: undefined }])).toThrow(/does not list what becomes of it/);
});

test("what it asks for is told, and what is sensitive is not", () => {
  const config_values = { greenvn_id: "gvn-1", preferences: { greenvn: "+917205827365" } };
  const asked = (more: Values) => judgementOf([invoking([invocation({ config_values, ...more })])]).invocations[0];
  expect(asked({})).toMatchObject({ asksFor: { text: "+917205827365" } });
  expect(asked({ config_sensitive: { preferences: true, greenvn_id: true } })).toMatchObject({
    asksFor: { kind: "sensitive" },
    allocation: { kind: "sensitive" },
  });
});

test("an action that is put off makes the plan incomplete", () =>
  expect(
    failedGates([
      invoking([], [], { deferred_action_invocations: [{ reason: "absent_prereq", action_invocation: invocation() }] }),
    ]),
  ).toEqual(["whole"]));

describe("the number of one allocation asked for twice", () => {
  const preferences = { greenvn: null, region: "MU", number_type: null, pin_code: null };
  const assigned = change({
    type: "greenvn_assignment",
    address: "greenvn_assignment.desk",
    actions: ["create"],
    after: { ...wanted({ preferences }), greenvn_id: "gvn-1" },
    unknown: UNKNOWN_AT_CREATION,
  });
  const changed = update({ green_vn: undefined, preferences }, { unknown: { green_vn: true } });
  const twice = (...entries: readonly Values[]) =>
    judgementOf([planOf(entries)]).cautions.flatMap((caution) =>
      caution.kind === "number-changed-twice" ? [caution.rows.map((row) => row.change.address)] : [],
    );

  test("by an allocation and its assignment", () =>
    expect(twice(changed, assigned)).toEqual([["greenvn_allocation.support", "greenvn_assignment.desk"]]));
  test("not by one of them", () => expect(twice(support, assigned)).toEqual([]));
});
