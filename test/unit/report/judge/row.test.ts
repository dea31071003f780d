import type { ChangeParts } from "../plan-json";
import {
  A,
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

interface Judged {
  readonly action: string;
  readonly fate: string;
  readonly calls: readonly string[];
}

function judged(entry: Record<string, unknown>): Judged {
  const { rows } = judgementOf([planOf([entry])]);
  const [row] = rows;
  if (row === undefined) return { action: "not shown", fate: "", calls: [] };
  return {
    action: row.action.kind,
    fate: row.fate.kind === "NEW" && row.fate.old !== null ? `NEW, ${row.fate.old}` : row.fate.kind,
    calls: row.calls.map((call) => `${call.operation} ${call.certainty}`),
  };
}

const replaced = (actions: readonly string[], parts: Partial<ChangeParts> = {}) =>
  change({ actions, before: held(), after: wanted(), unknown: UNKNOWN_AT_CREATION, ...parts });
const assignment = { type: "greenvn_assignment", address: "greenvn_assignment.desk" };

test.each<[string, Record<string, unknown>, Judged]>([
  [
    "unchanged, and neither moved nor imported",
    change({ actions: ["no-op"], before: held(), after: held() }),
    { action: "not shown", fate: "", calls: [] },
  ],
  [
    "moved",
    change({
      actions: ["no-op"],
      before: held(),
      after: held(),
      entry: { previous_address: "greenvn_allocation.old" },
    }),
    { action: "no-op", fate: "unchanged", calls: [] },
  ],
  [
    "imported",
    change({ actions: ["no-op"], before: held(), after: held(), change: { importing: { id: "gvn-1" } } }),
    { action: "no-op", fate: "unchanged", calls: [] },
  ],
  ["created", creation(), { action: "create", fate: "NEW", calls: ["create exact"] }],
  ["deleted", deletion(), { action: "delete", fate: "RELEASED", calls: [] }],
  [
    "deleted, with the policy to abandon",
    deletion({ was: { deletion_policy: "abandon" } }),
    { action: "delete", fate: "ABANDONED", calls: [] },
  ],
  ["forgotten", deletion({ actions: ["forget"] }), { action: "forget", fate: "ABANDONED", calls: [] }],
  ["deposed", deletion({ entry: { deposed: "0a1b2c3d" } }), { action: "delete", fate: "RELEASED", calls: [] }],
  [
    "replaced, destroyed first",
    replaced(["delete", "create"]),
    { action: "replace", fate: "NEW, RELEASED", calls: ["create exact"] },
  ],
  [
    "replaced, created first",
    replaced(["create", "delete"]),
    { action: "replace", fate: "NEW, RELEASED", calls: ["create exact"] },
  ],
  [
    "replaced, with the policy to abandon",
    replaced(["delete", "create"], { before: held({ deletion_policy: "abandon" }) }),
    { action: "replace", fate: "NEW, ABANDONED", calls: ["create exact"] },
  ],
  [
    "replaced, the old one forgotten",
    replaced(["create", "forget"]),
    { action: "replace", fate: "NEW, ABANDONED", calls: ["create exact"] },
  ],
  [
    "replaced, the old one forgotten first",
    replaced(["forget", "create"]),
    { action: "replace", fate: "NEW, ABANDONED", calls: ["create exact"] },
  ],
  [
    "another number",
    update({
      preferences: { greenvn: B, region: null, number_type: null, pin_code: null },
      strictness: true,
      green_vn: B,
    }),
    { action: "update", fate: "unchanged", calls: ["vn exact"] },
  ],
  [
    "an id that is unknown on an update",
    update({ id: undefined }, { unknown: { id: true } }),
    { action: "update", fate: "UNPROVEN", calls: [] },
  ],
  ["no id on an update", update({ id: null }), { action: "update", fate: "UNPROVEN", calls: [] }],
  ["no id before an update", update({}, { was: { id: null } }), { action: "update", fate: "UNPROVEN", calls: [] }],
  ["another id on an update", update({ id: "gvn-2" }), { action: "update", fate: "NEW", calls: [] }],
  [
    "all unknown on an update",
    change({ actions: ["update"], before: held(), after: null, unknown: true }),
    { action: "update", fate: "UNPROVEN", calls: ["call-party open", "vn open"] },
  ],
  [
    "an unknown action",
    update({}, { actions: ["recreate"] }),
    { action: "unknown", fate: "UNPROVEN", calls: ["create open", "call-party open", "vn open"] },
  ],
  [
    "three actions",
    update({}, { actions: ["delete", "create", "update"] }),
    { action: "unknown", fate: "UNPROVEN", calls: ["create open", "call-party open", "vn open"] },
  ],
  [
    "a managed resource that is only read",
    update({}, { actions: ["read"] }),
    { action: "unknown", fate: "UNPROVEN", calls: ["create open", "call-party open", "vn open"] },
  ],
  [
    "a resource type that is not known",
    creation({ type: "greenvn_pool" }),
    { action: "unknown", fate: "UNPROVEN", calls: ["create open", "call-party open", "vn open"] },
  ],
  [
    "said to be unchanged, with another number",
    change({ actions: ["no-op"], before: held(), after: held({ green_vn: B }) }),
    { action: "unknown", fate: "UNPROVEN", calls: ["create open", "call-party open", "vn open"] },
  ],
  [
    "said to be unchanged, with something unknown",
    change({ actions: ["no-op"], before: held(), after: held(), unknown: { green_vn: true } }),
    { action: "unknown", fate: "UNPROVEN", calls: ["create open", "call-party open", "vn open"] },
  ],
  [
    "said to be an update, with nothing after it",
    deletion({ actions: ["update"] }),
    { action: "unknown", fate: "UNPROVEN", calls: ["create open", "call-party open", "vn open"] },
  ],
  [
    "said to be a creation of what exists",
    update({}, { actions: ["create"] }),
    { action: "unknown", fate: "UNPROVEN", calls: ["create open", "call-party open", "vn open"] },
  ],
  [
    "said to be a deletion, with something after it",
    update({}, { actions: ["delete"] }),
    { action: "unknown", fate: "UNPROVEN", calls: ["create open", "call-party open", "vn open"] },
  ],
  [
    "an assignment made, without preferences",
    creation({ ...assignment }),
    { action: "create", fate: "unchanged", calls: [] },
  ],
  [
    "an assignment made, with preferences",
    creation({ ...assignment, declared: { preferences: { greenvn: null, region: "KA", number_type: null } } }),
    { action: "create", fate: "unchanged", calls: ["vn open"] },
  ],
  ["an assignment deleted", deletion({ ...assignment }), { action: "delete", fate: "unchanged", calls: [] }],
  [
    "an assignment forgotten",
    deletion({ ...assignment, actions: ["forget"] }),
    { action: "forget", fate: "unchanged", calls: [] },
  ],
  ["an assignment replaced", replaced(["delete", "create"], assignment), { action: "replace", fate: "NEW", calls: [] }],
  [
    "an unknown action of an assignment",
    update({}, { ...assignment, actions: ["recreate"] }),
    { action: "unknown", fate: "UNPROVEN", calls: ["vn open"] },
  ],
])("%s", (_what, entry, expected) => expect(judged(entry)).toEqual(expected));

describe("charged calls of an update follow the rules of the provider", () => {
  const preferences = (more: Record<string, unknown>) => ({
    greenvn: null,
    region: null,
    number_type: null,
    pin_code: null,
    ...more,
  });
  test.each<[string, Record<string, unknown>, readonly string[]]>([
    [
      "parties in another order",
      update(
        { aparty_numbers: ["+919000000002", "+919000000001"] },
        { was: { aparty_numbers: ["+919000000001", "+919000000002"] } },
      ),
      [],
    ],
    ["another party", update({ aparty_numbers: ["+919000000002"] }), ["call-party exact"]],
    [
      "a party that is unknown",
      update({ aparty_numbers: ["+919000000001", null] }, { unknown: { aparty_numbers: [false, true] } }),
      ["call-party open"],
    ],
    [
      "parties all unknown",
      update({ aparty_numbers: undefined }, { unknown: { aparty_numbers: true } }),
      ["call-party open"],
    ],
    ["PINs set for the first time", update({ aparty_pins: [1234] }), ["call-party takeover"]],
    ["PINs changed", update({ aparty_pins: [1234] }, { was: { aparty_pins: [4321] } }), ["call-party exact"]],
    [
      "a number unknown, all else known",
      update({ green_vn: undefined, preferences: preferences({ region: "KA" }) }, { unknown: { green_vn: true } }),
      ["vn exact"],
    ],
    [
      "a number unknown, a preference too",
      update(
        { green_vn: undefined, preferences: preferences({ region: undefined }) },
        { unknown: { green_vn: true, preferences: { region: true } } },
      ),
      ["vn open"],
    ],
    [
      "a number unknown, all preferences too",
      update({ green_vn: undefined, preferences: undefined }, { unknown: { green_vn: true, preferences: true } }),
      ["vn open"],
    ],
    [
      "a number unknown, a trigger too",
      update(
        { green_vn: undefined, rotation_triggers: {} },
        {
          unknown: { green_vn: true, rotation_triggers: { quarter: true } },
          was: { rotation_triggers: { quarter: "Q3" } },
        },
      ),
      ["vn open"],
    ],
    [
      "a trigger set",
      update({ green_vn: undefined, rotation_triggers: { quarter: "Q4" } }, { unknown: { green_vn: true } }),
      ["vn exact"],
    ],
    ["both at once, call-party first", update({ usage: "oneway", green_vn: B }), ["call-party exact", "vn exact"]],
    ["settings of the state only", update({ deletion_protection: true }), []],
  ])("%s", (_what, entry, calls) => expect(judged(entry).calls).toEqual(calls));
});

test("numbers and ids on both sides", () => {
  const { rows } = judgementOf([planOf([update({ green_vn: undefined }, { unknown: { green_vn: true } })])]);
  expect(rows[0]).toMatchObject({
    idBefore: { text: "gvn-1" },
    idAfter: { text: "gvn-1" },
    numberBefore: { text: A },
    numberAfter: { kind: "unknown" },
  });
});

test("rows stand in the order of what is at stake", () => {
  const { rows } = judgementOf([
    planOf([
      creation({ address: "e" }),
      update({}, { address: "f" }),
      update({ green_vn: B }, { address: "d" }),
      deletion({ address: "b" }),
      replaced(["delete", "create"], { address: "c" }),
      update({ id: null }, { address: "a" }),
    ]),
  ]);
  expect(rows.map((row) => row.change.address)).toEqual(["a", "b", "c", "d", "e", "f"]);
});

describe("what a plan does not prove fails without any rule", () => {
  test.each<[string, unknown, string[]]>([
    ["a plain plan", planOf([creation(), update({ green_vn: B })]), []],
    ["no changes", planOf([]), []],
    ["errored", planOf([], { errored: true }), ["whole"]],
    ["incomplete", planOf([], { complete: false }), ["whole"]],
    ["changes put off", planOf([], { deferred_changes: [{ reason: "resource_config_unknown" }] }), ["whole"]],
    [
      "an older version that tells neither",
      planOf([creation()], { terraform_version: "1.5.7", complete: undefined, errored: undefined }),
      [],
    ],
    ["OpenTofu, which tells only errors", planOf([creation()], { complete: undefined }), []],
    ["OpenTofu, without that", planOf([creation()], { complete: undefined, errored: undefined }), ["whole"]],
    ["a version that should tell it is complete", planOf([], { complete: undefined, applyable: true }), ["whole"]],
    ["a version that should tell errors", planOf([], { errored: undefined }), ["whole"]],
    ["a version that can't be read", planOf([], { terraform_version: "new", complete: undefined }), ["whole"]],
    ["an unknown action", planOf([update({}, { actions: ["recreate"] })]), ["understood"]],
    ["an unknown id", planOf([update({ id: undefined }, { unknown: { id: true } })]), ["ids"]],
    [
      "an unknown action of another provider",
      planOf([
        update({}, { actions: ["recreate"], provider: "registry.terraform.io/hashicorp/aws", type: "aws_instance" }),
      ]),
      [],
    ],
    ["a data source that is read", planOf([update({}, { actions: ["read"], mode: "data" })]), []],
  ])("%s", (_what, plan, gates) => expect(failedGates([plan])).toEqual(gates));
});
