import type { ChangeByHand } from "../../../src/sandbox";

/**
 * What a declaration holds, by Terraform names. Texts that begin with `@` stand for what only a run knows:
 * `@name` the resource's own name, `@id` the allocation's id, `@held` the number in force before the plan,
 * `@free1` and `@free2` numbers that nobody holds.
 */
export type Declaration = Readonly<Record<string, unknown>>;

/** A value that is unknown while planning. */
export class Later {
  constructor(readonly value: unknown) {}
}

export type ResourceType = "greenvn_allocation" | "greenvn_assignment";
export type Action = "create" | "update" | "replace" | "delete" | "no-op" | "refused";

export type WarningKind =
  | "charged:vn"
  | "charged:call-party"
  | "maybe:vn"
  | "maybe:call-party"
  | "released"
  | "recorded"
  | "pin_code"
  | "lost"
  | "granted-another"
  | "in-doubt"
  | "nothing-set"
  | "otherwise";
export type ErrorKind =
  "contradiction" | "protected" | "import-differs" | "just-imported" | "abandoned" | "no-free-number";

export interface ExpectedCall {
  readonly operation: "create" | "vn" | "call-party" | "delete";
  /** As on the wire, PINs masked; null: no body at all. */
  readonly body?: unknown;
}

/** What somebody changed elsewhere, numbers by their `@…` texts too. */
export type Remote = Pick<
  ChangeByHand,
  "apartyNumbers" | "bpartyNumbers" | "apartyPins" | "bpartyPins" | "usage" | "greenVn" | "state"
>;

export interface Transition {
  readonly name: string;
  readonly type: ResourceType;
  /** What somebody else created, in the words of the API. */
  readonly elsewhere?: Readonly<Record<string, unknown>>;
  /** The resource is imported by the plan rather than declared before. */
  readonly isImported?: true;
  /** The type that held it before, taken over by a `moved` block. */
  readonly movedFrom?: ResourceType;
  /** Declarations applied one after another before. */
  readonly before: readonly Declaration[];
  /** What somebody then changes elsewhere; null: it is dropped altogether. */
  readonly remote?: Remote | null;
  /** Null: the block is removed. */
  readonly now: Declaration | null;
  readonly plan: {
    readonly action: Action;
    /** Attributes whose planned value is not the prior one; of an update only. */
    readonly changed?: readonly string[];
    readonly unknown?: readonly string[];
    readonly forces?: readonly string[];
    readonly warnings?: readonly WarningKind[];
    readonly errors?: readonly ErrorKind[];
  };
  /** The calls that the apply makes, other than reads, in their order. */
  readonly calls: readonly ExpectedCall[];
  readonly applyWarnings?: readonly WarningKind[];
  readonly applyErrors?: readonly ErrorKind[];
  /** The number in force afterwards. */
  readonly number?: "kept" | "new" | (string & {});
}

const A = "+919876500001";
const A2 = "+919876500003";
const B = "+919876500002";
const B2 = "+919876500004";
const TAKEN = "+919999999999";

const parties = { aparty_numbers: [A], bparty_numbers: [B] };
const allocation = (more: Declaration = {}): Declaration => ({ connection_id: "@name", ...parties, ...more });
const wishing = (preferences: Declaration, more: Declaration = {}): Declaration => allocation({ preferences, ...more });
const assignment = (more: Declaration = {}): Declaration => ({ greenvn_id: "@id", ...more });
const created = (more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  connection_id: "@name",
  ...parties,
  usage: "twoway",
  strictness: "false",
  ...more,
});

const post = (more: Readonly<Record<string, unknown>> = {}): ExpectedCall => ({
  operation: "create",
  body: created(more),
});
const putVn = (strictness: "true" | "false", preferences: Readonly<Record<string, unknown>>): ExpectedCall => ({
  operation: "vn",
  body: { strictness, preferences },
});
const putVnBare: ExpectedCall = { operation: "vn", body: null };
const putParties = (body: Readonly<Record<string, unknown>>): ExpectedCall => ({ operation: "call-party", body });
const remove: ExpectedCall = { operation: "delete" };

const NEW = ["flow_id", "green_vn", "id", "state"];
const ADOPTED = ["aparty_numbers", "bparty_numbers", "connection_id", "green_vn", "state", "usage"];

type Row = Omit<Transition, "type" | "before"> & { readonly before?: readonly Declaration[] };

const creations: readonly Row[] = [
  {
    name: "create: the least there can be",
    now: allocation(),
    plan: { action: "create", unknown: NEW },
    calls: [post()],
  },
  {
    name: "create: everything declared",
    now: wishing(
      { region: "KL", number_type: "landline", pin_code: "682001" },
      {
        usage: "oneway",
        aparty_pins: [1111, 2222],
        bparty_pins: [3333],
        deallocation_policy: { duration: "30d" },
        flow_id: "f-1",
        rotation_triggers: { a: "1" },
        deletion_policy: "abandon",
      },
    ),
    plan: { action: "create", unknown: ["green_vn", "id", "state"] },
    calls: [
      post({
        usage: "oneway",
        preferences: { region: "KL", type: "landline", pin_code: "682001" },
        aparty_pins: ["***", "***"],
        bparty_pins: ["***"],
        deallocation_policy: { duration: "30d" },
        flow_id: "f-1",
      }),
    ],
  },
  {
    name: "create: strictly pinned",
    now: wishing({ greenvn: "@free1" }, { strictness: true }),
    plan: { action: "create", unknown: NEW },
    calls: [post({ strictness: "true", preferences: { greenvn: "@free1" } })],
    number: "@free1",
  },
  {
    name: "create: a wished number that is not free",
    now: wishing({ greenvn: TAKEN }),
    plan: { action: "create", unknown: NEW },
    calls: [post({ preferences: { greenvn: TAKEN } })],
    applyWarnings: ["granted-another"],
  },
  {
    name: "create: preferences without one are not sent",
    now: wishing({}),
    plan: { action: "create", unknown: NEW, warnings: ["nothing-set"] },
    calls: [post()],
  },
  {
    name: "create: no PINs are not sent",
    now: allocation({ aparty_pins: [] }),
    plan: { action: "create", unknown: NEW },
    calls: [post()],
  },
];

const vnRule: readonly Row[] = [
  {
    name: "unchanged",
    before: [wishing({ region: "MH" })],
    now: wishing({ region: "MH" }),
    plan: { action: "no-op" },
    calls: [],
    number: "kept",
  },
  {
    name: "1: a region where none was",
    before: [allocation()],
    now: wishing({ region: "MH" }),
    plan: { action: "update", changed: ["green_vn", "preferences"], unknown: ["green_vn"], warnings: ["charged:vn"] },
    calls: [putVn("false", { region: "MH" })],
    number: "new",
  },
  {
    name: "1: another region",
    before: [wishing({ region: "MU" })],
    now: wishing({ region: "MH" }),
    plan: { action: "update", changed: ["green_vn", "preferences"], unknown: ["green_vn"], warnings: ["charged:vn"] },
    calls: [putVn("false", { region: "MH" })],
    number: "new",
  },
  {
    name: "1: another number type",
    before: [wishing({ region: "MU", number_type: "mobile" })],
    now: wishing({ region: "MU", number_type: "landline" }),
    plan: { action: "update", changed: ["green_vn", "preferences"], unknown: ["green_vn"], warnings: ["charged:vn"] },
    calls: [putVn("false", { region: "MU", number_type: "landline" })],
    number: "new",
  },
  {
    name: "1: a wished number",
    before: [allocation()],
    now: wishing({ greenvn: "@free1" }),
    plan: { action: "update", changed: ["green_vn", "preferences"], unknown: ["green_vn"], warnings: ["charged:vn"] },
    calls: [putVn("false", { greenvn: "@free1" })],
    number: "@free1",
  },
  {
    name: "1: a strictly pinned number",
    before: [allocation()],
    now: wishing({ greenvn: "@free1" }, { strictness: true }),
    plan: {
      action: "update",
      changed: ["green_vn", "preferences", "strictness"],
      unknown: ["green_vn"],
      warnings: ["charged:vn"],
    },
    calls: [putVn("true", { greenvn: "@free1" })],
    number: "@free1",
  },
  {
    name: "1: another strictly pinned number",
    before: [wishing({ greenvn: "@free1" }, { strictness: true })],
    now: wishing({ greenvn: "@free2" }, { strictness: true }),
    plan: { action: "update", changed: ["green_vn", "preferences"], unknown: ["green_vn"], warnings: ["charged:vn"] },
    calls: [putVn("true", { greenvn: "@free2" })],
    number: "@free2",
  },
  {
    name: "1: strict with a preference",
    before: [wishing({ region: "MH" })],
    now: wishing({ region: "MH" }, { strictness: true }),
    plan: { action: "update", changed: ["green_vn", "strictness"], unknown: ["green_vn"], warnings: ["charged:vn"] },
    calls: [putVn("true", { region: "MH" })],
    number: "new",
  },
  {
    name: "1: strict with none asks for nothing",
    before: [allocation()],
    now: allocation({ strictness: true }),
    plan: { action: "update", changed: ["strictness"] },
    calls: [],
    number: "kept",
  },
  {
    name: "1: no longer strict asks for nothing",
    before: [wishing({ region: "MH" }, { strictness: true })],
    now: wishing({ region: "MH" }),
    plan: { action: "update", changed: ["strictness"] },
    calls: [],
    number: "kept",
  },
  {
    name: "1: strict, pinned, and drifted",
    before: [wishing({ greenvn: "@free1" }, { strictness: true })],
    remote: { greenVn: "@free2" },
    now: wishing({ greenvn: "@free1" }, { strictness: true }),
    plan: { action: "update", changed: ["green_vn"], unknown: ["green_vn"], warnings: ["in-doubt", "charged:vn"] },
    calls: [],
    applyErrors: ["no-free-number"],
    number: "@free2",
  },
  {
    name: "1: not strict, pinned, and drifted",
    before: [wishing({ greenvn: "@free1" })],
    remote: { greenVn: "@free2" },
    now: wishing({ greenvn: "@free1" }),
    plan: { action: "no-op" },
    calls: [],
    number: "@free2",
  },
  {
    name: "1: triggers where none were",
    before: [allocation()],
    now: allocation({ rotation_triggers: { month: "1" } }),
    plan: {
      action: "update",
      changed: ["green_vn", "rotation_triggers"],
      unknown: ["green_vn"],
      warnings: ["charged:vn"],
    },
    calls: [putVnBare],
    number: "new",
  },
  {
    name: "6: a rotation with preferences sends them",
    before: [wishing({ region: "MH", number_type: "mobile" }, { rotation_triggers: { month: "1" } })],
    now: wishing({ region: "MH", number_type: "mobile" }, { rotation_triggers: { month: "2" } }),
    plan: {
      action: "update",
      changed: ["green_vn", "rotation_triggers"],
      unknown: ["green_vn"],
      warnings: ["charged:vn"],
    },
    calls: [putVn("false", { region: "MH", number_type: "mobile" })],
    number: "new",
  },
  {
    name: "6: a postal code is no preference of a rotation",
    before: [wishing({ pin_code: "400001" }, { rotation_triggers: { month: "1" } })],
    now: wishing({ pin_code: "400001" }, { rotation_triggers: { month: "2" } }),
    plan: {
      action: "update",
      changed: ["green_vn", "rotation_triggers"],
      unknown: ["green_vn"],
      warnings: ["charged:vn"],
    },
    calls: [putVnBare],
    number: "new",
  },
  {
    name: "1: triggers removed",
    before: [allocation({ rotation_triggers: { month: "1" } })],
    now: allocation(),
    plan: { action: "update", changed: ["rotation_triggers"] },
    calls: [],
    number: "kept",
  },
  {
    name: "1: triggers emptied",
    before: [allocation({ rotation_triggers: { month: "1" } })],
    now: allocation({ rotation_triggers: {} }),
    plan: { action: "update", changed: ["rotation_triggers"] },
    calls: [],
    number: "kept",
  },
  {
    name: "1: one trigger of two removed rotates",
    before: [allocation({ rotation_triggers: { a: "1", b: "1" } })],
    now: allocation({ rotation_triggers: { a: "1" } }),
    plan: {
      action: "update",
      changed: ["green_vn", "rotation_triggers"],
      unknown: ["green_vn"],
      warnings: ["charged:vn"],
    },
    calls: [putVnBare],
    number: "new",
  },
  {
    name: "6: a rotation of the strictly pinned number",
    before: [wishing({ greenvn: "@free1" }, { strictness: true })],
    now: wishing({ greenvn: "@free1" }, { strictness: true, rotation_triggers: { month: "1" } }),
    plan: { action: "refused", errors: ["contradiction"] },
    calls: [],
  },
  {
    name: "6: a rotation with another strict pin",
    before: [wishing({ greenvn: "@free1" }, { strictness: true })],
    now: wishing({ greenvn: "@free2" }, { strictness: true, rotation_triggers: { month: "1" } }),
    plan: {
      action: "update",
      changed: ["green_vn", "preferences", "rotation_triggers"],
      unknown: ["green_vn"],
      warnings: ["charged:vn"],
    },
    calls: [putVn("true", { greenvn: "@free2" })],
    number: "@free2",
  },
  {
    name: "6: a rotation of a number that is only wished",
    before: [wishing({ greenvn: "@free1" })],
    now: wishing({ greenvn: "@free1" }, { rotation_triggers: { month: "1" } }),
    plan: {
      action: "update",
      changed: ["green_vn", "rotation_triggers"],
      unknown: ["green_vn"],
      warnings: ["charged:vn"],
    },
    calls: [putVn("false", { greenvn: "@free1" })],
    number: "kept",
  },
  {
    name: "2: a region removed",
    before: [wishing({ region: "MH", number_type: "mobile" })],
    now: wishing({ number_type: "mobile" }),
    plan: { action: "update", changed: ["preferences"] },
    calls: [],
    number: "kept",
  },
  {
    name: "2: all preferences removed",
    before: [wishing({ region: "MH" })],
    now: allocation(),
    plan: { action: "update", changed: ["preferences"] },
    calls: [],
    number: "kept",
  },
  {
    name: "2: a strict pin removed",
    before: [wishing({ greenvn: "@free1" }, { strictness: true })],
    now: allocation(),
    plan: { action: "update", changed: ["preferences", "strictness"] },
    calls: [],
    number: "kept",
  },
  {
    name: "2: a removal taken back",
    before: [wishing({ region: "MH" }), allocation()],
    now: wishing({ region: "MH" }),
    plan: { action: "update", changed: ["preferences"] },
    calls: [],
    number: "kept",
  },
  {
    name: "2: a removal taken back after a rotation",
    before: [wishing({ region: "MH" }), allocation({ rotation_triggers: { a: "1" } })],
    now: wishing({ region: "MH" }, { rotation_triggers: { a: "1" } }),
    plan: { action: "update", changed: ["green_vn", "preferences"], unknown: ["green_vn"], warnings: ["charged:vn"] },
    calls: [putVn("false", { region: "MH" })],
    number: "new",
  },
  {
    name: "2: a removal taken back otherwise",
    before: [wishing({ region: "MH" }), allocation()],
    now: wishing({ region: "MH", number_type: "mobile" }),
    plan: { action: "update", changed: ["green_vn", "preferences"], unknown: ["green_vn"], warnings: ["charged:vn"] },
    calls: [putVn("false", { region: "MH", number_type: "mobile" })],
    number: "new",
  },
  {
    name: "2: pinned to the number in force",
    before: [allocation()],
    now: wishing({ greenvn: "@held" }),
    plan: { action: "update", changed: ["preferences"] },
    calls: [],
    number: "kept",
  },
  {
    name: "2: strictly pinned to the number in force",
    before: [allocation()],
    now: wishing({ greenvn: "@held" }, { strictness: true }),
    plan: { action: "update", changed: ["preferences", "strictness"] },
    calls: [],
    number: "kept",
  },
  {
    name: "2: pinned to the number in force, region and type beside",
    before: [wishing({ region: "MU" })],
    now: wishing({ greenvn: "@held", region: "MH", number_type: "landline" }, { strictness: true }),
    plan: { action: "update", changed: ["preferences", "strictness"] },
    calls: [],
    number: "kept",
  },
  {
    name: "2: pinned to the number that somebody took by hand",
    before: [wishing({ greenvn: "@free1" }, { strictness: true })],
    remote: { greenVn: "@free2" },
    now: wishing({ greenvn: "@free2" }, { strictness: true }),
    plan: { action: "update", changed: ["preferences"], warnings: ["in-doubt"] },
    calls: [],
    number: "@free2",
  },
  {
    name: "2: empty preferences",
    before: [allocation()],
    now: wishing({}),
    plan: { action: "update", changed: ["preferences"], warnings: ["nothing-set"] },
    calls: [],
    number: "kept",
  },
  {
    name: "2: another postal code alone",
    before: [wishing({ pin_code: "400001" })],
    now: wishing({ pin_code: "560001" }),
    plan: { action: "update", changed: ["preferences"], warnings: ["pin_code"] },
    calls: [],
    number: "kept",
  },
  {
    name: "2: a postal code removed",
    before: [wishing({ pin_code: "400001" })],
    now: allocation(),
    plan: { action: "update", changed: ["preferences"] },
    calls: [],
    number: "kept",
  },
  {
    name: "2: another postal code beside a region",
    before: [wishing({ pin_code: "400001" })],
    now: wishing({ region: "KA", pin_code: "560001" }),
    plan: {
      action: "update",
      changed: ["green_vn", "preferences"],
      unknown: ["green_vn"],
      warnings: ["charged:vn", "pin_code"],
    },
    calls: [putVn("false", { region: "KA" })],
    number: "new",
  },
  {
    name: "5: a wished number that is not free",
    before: [allocation()],
    now: wishing({ greenvn: TAKEN }),
    plan: { action: "update", changed: ["green_vn", "preferences"], unknown: ["green_vn"], warnings: ["charged:vn"] },
    calls: [putVn("false", { greenvn: TAKEN })],
    applyWarnings: ["granted-another"],
    number: "new",
  },
  {
    name: "5: what was granted in its place is not asked for again",
    before: [allocation(), wishing({ greenvn: TAKEN })],
    now: wishing({ greenvn: TAKEN }),
    plan: { action: "no-op" },
    calls: [],
    number: "kept",
  },
  {
    name: "1: a strictly pinned number that is not free",
    before: [allocation()],
    now: wishing({ greenvn: TAKEN }, { strictness: true }),
    plan: {
      action: "update",
      changed: ["green_vn", "preferences", "strictness"],
      unknown: ["green_vn"],
      warnings: ["charged:vn"],
    },
    calls: [],
    applyErrors: ["no-free-number"],
    number: "kept",
  },
];

const whoIsConnected: readonly Row[] = [
  {
    name: "an A-party more",
    before: [allocation()],
    now: allocation({ aparty_numbers: [A, A2] }),
    plan: { action: "update", changed: ["aparty_numbers"], warnings: ["charged:call-party"] },
    calls: [putParties({ aparty_numbers: [A, A2] })],
    number: "kept",
  },
  {
    name: "other parties on both sides",
    before: [allocation()],
    now: allocation({ aparty_numbers: [A2], bparty_numbers: [B2] }),
    plan: { action: "update", changed: ["aparty_numbers", "bparty_numbers"], warnings: ["charged:call-party"] },
    calls: [putParties({ aparty_numbers: [A2], bparty_numbers: [B2] })],
    number: "kept",
  },
  {
    name: "the same parties in another order",
    before: [allocation({ aparty_numbers: [A, A2] })],
    now: allocation({ aparty_numbers: [A2, A] }),
    plan: { action: "no-op" },
    calls: [],
    number: "kept",
  },
  {
    name: "another usage",
    before: [allocation()],
    now: allocation({ usage: "oneway" }),
    plan: { action: "update", changed: ["usage"], warnings: ["charged:call-party"] },
    calls: [putParties({ aparty_numbers: [A], usage: "oneway" })],
    number: "kept",
  },
  {
    name: "usage no longer declared",
    before: [allocation({ usage: "oneway" })],
    now: allocation(),
    plan: { action: "no-op" },
    calls: [],
    number: "kept",
  },
  {
    name: "PINs where none were",
    before: [allocation()],
    now: allocation({ aparty_pins: [1111] }),
    plan: { action: "update", changed: ["aparty_pins"], warnings: ["charged:call-party"] },
    calls: [putParties({ aparty_numbers: [A], aparty_pins: ["***"] })],
    number: "kept",
  },
  {
    name: "PINs of the other side",
    before: [allocation({ aparty_pins: [1111] })],
    now: allocation({ aparty_pins: [1111], bparty_pins: [2222] }),
    plan: { action: "update", changed: ["bparty_pins"], warnings: ["charged:call-party"] },
    calls: [putParties({ aparty_numbers: [A], bparty_pins: ["***"] })],
    number: "kept",
  },
  {
    name: "PINs taken away",
    before: [allocation({ aparty_pins: [1111] })],
    now: allocation({ aparty_pins: [] }),
    plan: { action: "update", changed: ["aparty_pins"], warnings: ["charged:call-party"] },
    calls: [putParties({ aparty_numbers: [A], aparty_pins: [] })],
    number: "kept",
  },
  {
    name: "PINs no longer managed",
    before: [allocation({ aparty_pins: [1111] })],
    now: allocation(),
    plan: { action: "no-op" },
    calls: [],
    number: "kept",
  },
  {
    name: "PINs in another order",
    before: [allocation({ aparty_pins: [1111, 2222] })],
    now: allocation({ aparty_pins: [2222, 1111] }),
    plan: { action: "no-op" },
    calls: [],
    number: "kept",
  },
  {
    name: "a party added by hand",
    before: [allocation()],
    remote: { apartyNumbers: [A, A2] },
    now: allocation(),
    plan: { action: "update", changed: ["aparty_numbers"], warnings: ["charged:call-party"] },
    calls: [putParties({ aparty_numbers: [A] })],
    number: "kept",
  },
  {
    name: "a party removed by hand",
    before: [allocation({ bparty_numbers: [B, B2] })],
    remote: { bpartyNumbers: [B2] },
    now: allocation({ bparty_numbers: [B, B2] }),
    plan: { action: "update", changed: ["bparty_numbers"], warnings: ["charged:call-party"] },
    calls: [putParties({ bparty_numbers: [B, B2] })],
    number: "kept",
  },
  {
    name: "a change by hand taken into the declaration",
    before: [allocation()],
    remote: { apartyNumbers: [A, A2] },
    now: allocation({ aparty_numbers: [A, A2] }),
    plan: { action: "no-op" },
    calls: [],
    number: "kept",
  },
  {
    name: "a usage changed by hand and declared",
    before: [allocation({ usage: "twoway" })],
    remote: { usage: "oneway" },
    now: allocation({ usage: "twoway" }),
    plan: { action: "update", changed: ["usage"], warnings: ["charged:call-party"] },
    calls: [putParties({ aparty_numbers: [A], usage: "twoway" })],
    number: "kept",
  },
  {
    name: "a usage changed by hand and not declared",
    before: [allocation()],
    remote: { usage: "oneway" },
    now: allocation(),
    plan: { action: "no-op" },
    calls: [],
    number: "kept",
  },
  {
    name: "PINs changed by hand and managed",
    before: [allocation({ aparty_pins: [1111] })],
    remote: { apartyPins: [4444] },
    now: allocation({ aparty_pins: [1111] }),
    plan: { action: "update", changed: ["aparty_pins"], warnings: ["charged:call-party"] },
    calls: [putParties({ aparty_numbers: [A], aparty_pins: ["***"] })],
    number: "kept",
  },
  {
    name: "PINs changed by hand and not managed",
    before: [allocation()],
    remote: { apartyPins: [4444] },
    now: allocation(),
    plan: { action: "no-op" },
    calls: [],
    number: "kept",
  },
  {
    name: "PINs taken away by hand are not told",
    before: [allocation({ aparty_pins: [1111] })],
    remote: { apartyPins: [] },
    now: allocation({ aparty_pins: [1111] }),
    plan: { action: "no-op" },
    calls: [],
    number: "kept",
  },
];

const several: readonly Row[] = [
  {
    name: "7: parties and region, call-party first",
    before: [allocation()],
    now: wishing({ region: "MH" }, { aparty_numbers: [A2] }),
    plan: {
      action: "update",
      changed: ["aparty_numbers", "green_vn", "preferences"],
      unknown: ["green_vn"],
      warnings: ["charged:call-party", "charged:vn"],
    },
    calls: [putParties({ aparty_numbers: [A2] }), putVn("false", { region: "MH" })],
    number: "new",
  },
  {
    name: "7: parties, rotation and protection",
    before: [allocation()],
    now: allocation({ usage: "oneway", rotation_triggers: { a: "1" }, deletion_protection: true }),
    plan: {
      action: "update",
      changed: ["deletion_protection", "green_vn", "rotation_triggers", "usage"],
      unknown: ["green_vn"],
      warnings: ["charged:call-party", "charged:vn"],
    },
    calls: [putParties({ aparty_numbers: [A], usage: "oneway" }), putVnBare],
    number: "new",
  },
  {
    name: "7: the second of two calls is refused",
    before: [allocation()],
    now: wishing({ greenvn: TAKEN }, { strictness: true, aparty_numbers: [A2] }),
    plan: {
      action: "update",
      changed: ["aparty_numbers", "green_vn", "preferences", "strictness"],
      unknown: ["green_vn"],
      warnings: ["charged:call-party", "charged:vn"],
    },
    calls: [putParties({ aparty_numbers: [A2] })],
    applyErrors: ["no-free-number"],
    number: "kept",
  },
  {
    name: "protection alone",
    before: [allocation()],
    now: allocation({ deletion_protection: true }),
    plan: { action: "update", changed: ["deletion_protection"] },
    calls: [],
    number: "kept",
  },
  {
    name: "another deletion policy alone",
    before: [allocation({ deletion_policy: "abandon" })],
    now: allocation(),
    plan: { action: "update", changed: ["deletion_policy"] },
    calls: [],
    number: "kept",
  },
  {
    name: "a deallocation policy removed",
    before: [allocation({ deallocation_policy: { duration: "30d" } })],
    now: allocation(),
    plan: { action: "update", changed: ["deallocation_policy"] },
    calls: [],
    number: "kept",
  },
  {
    name: "a deallocation policy written otherwise",
    before: [allocation({ deallocation_policy: { duration: "600s" } })],
    now: allocation({ deallocation_policy: { duration: "10m" } }),
    plan: { action: "no-op" },
    calls: [],
    number: "kept",
  },
  {
    name: "a flow no longer declared",
    before: [allocation({ flow_id: "f-1" })],
    now: allocation(),
    plan: { action: "no-op" },
    calls: [],
    number: "kept",
  },
];

const replacements: readonly Row[] = [
  {
    name: "another connection_id",
    before: [allocation()],
    now: allocation({ connection_id: "@name-2" }),
    plan: { action: "replace", unknown: NEW, forces: ["connection_id"], warnings: ["released"] },
    calls: [remove, post({ connection_id: "@name-2" })],
    number: "new",
  },
  {
    name: "another deallocation policy",
    before: [allocation({ deallocation_policy: { duration: "600s" } })],
    now: allocation({ deallocation_policy: { duration: "11m" } }),
    plan: { action: "replace", unknown: NEW, forces: ["deallocation_policy"], warnings: ["released"] },
    calls: [remove, post({ deallocation_policy: { duration: "11m" } })],
    number: "new",
  },
  {
    name: "a deallocation policy where none was",
    before: [allocation()],
    now: allocation({ deallocation_policy: { duration: "11m" } }),
    plan: { action: "replace", unknown: NEW, forces: ["deallocation_policy"], warnings: ["released"] },
    calls: [remove, post({ deallocation_policy: { duration: "11m" } })],
    number: "new",
  },
  {
    name: "another flow",
    before: [allocation({ flow_id: "f-1" })],
    now: allocation({ flow_id: "f-2" }),
    plan: { action: "replace", unknown: ["green_vn", "id", "state"], forces: ["flow_id"], warnings: ["released"] },
    calls: [remove, post({ flow_id: "f-2" })],
    number: "new",
  },
  {
    name: "another connection_id and another region: one charge, no change of number",
    before: [wishing({ region: "MU" })],
    now: wishing({ region: "MH" }, { connection_id: "@name-2" }),
    plan: { action: "replace", unknown: NEW, forces: ["connection_id"], warnings: ["released"] },
    calls: [remove, post({ connection_id: "@name-2", preferences: { region: "MH" } })],
    number: "new",
  },
  {
    name: "abandoned for another connection_id",
    before: [allocation({ deletion_policy: "abandon" })],
    now: allocation({ deletion_policy: "abandon", connection_id: "@name-2" }),
    plan: { action: "replace", unknown: NEW, forces: ["connection_id"] },
    calls: [post({ connection_id: "@name-2" })],
    number: "new",
  },
  {
    name: "abandoned for the same connection_id",
    before: [allocation({ deletion_policy: "abandon" })],
    now: allocation({ deletion_policy: "abandon", flow_id: "f-1" }),
    plan: { action: "refused", errors: ["abandoned"] },
    calls: [],
  },
  {
    name: "protected, and another connection_id",
    before: [allocation({ deletion_protection: true })],
    now: allocation({ deletion_protection: true, connection_id: "@name-2" }),
    plan: { action: "refused", errors: ["protected"] },
    calls: [],
  },
  {
    name: "protected in the declaration alone, and another flow",
    before: [allocation()],
    now: allocation({ deletion_protection: true, flow_id: "f-1" }),
    plan: { action: "refused", errors: ["protected"] },
    calls: [],
  },
  {
    name: "protection lifted in the plan of a replacement",
    before: [allocation({ deletion_protection: true })],
    now: allocation({ connection_id: "@name-2" }),
    plan: { action: "refused", errors: ["protected"] },
    calls: [],
  },
  {
    name: "the block removed",
    before: [allocation()],
    now: null,
    plan: { action: "delete", warnings: ["released"] },
    calls: [remove],
  },
  {
    name: "the block of an abandoned one removed",
    before: [allocation({ deletion_policy: "abandon" })],
    now: null,
    plan: { action: "delete" },
    calls: [],
  },
  {
    name: "the block of a protected one removed",
    before: [allocation({ deletion_protection: true })],
    now: null,
    plan: { action: "refused", errors: ["protected"] },
    calls: [],
  },
  {
    name: "gone elsewhere",
    before: [allocation()],
    remote: null,
    now: allocation(),
    plan: { action: "create", unknown: NEW, warnings: ["lost"] },
    calls: [post()],
    number: "new",
  },
  {
    name: "in the vault",
    before: [allocation()],
    remote: { state: "vault" },
    now: allocation(),
    plan: { action: "create", unknown: NEW, warnings: ["lost"] },
    calls: [post()],
    number: "new",
  },
  {
    name: "protected, and gone elsewhere",
    before: [allocation({ deletion_protection: true })],
    remote: null,
    now: allocation({ deletion_protection: true }),
    plan: { action: "create", unknown: NEW, warnings: ["lost"] },
    calls: [post()],
    number: "new",
  },
];

const unknowns: readonly Row[] = [
  {
    name: "8: a region that turns out to be the same",
    before: [wishing({ region: "MH" })],
    now: wishing({ region: new Later("MH") }),
    plan: {
      action: "update",
      changed: ["green_vn", "preferences"],
      unknown: ["green_vn", "preferences"],
      warnings: ["maybe:vn"],
    },
    calls: [],
    number: "kept",
  },
  {
    name: "8: a region that turns out to be another",
    before: [wishing({ region: "MH" })],
    now: wishing({ region: new Later("MU") }),
    plan: {
      action: "update",
      changed: ["green_vn", "preferences"],
      unknown: ["green_vn", "preferences"],
      warnings: ["maybe:vn"],
    },
    calls: [putVn("false", { region: "MU" })],
    number: "new",
  },
  {
    name: "8: a trigger that turns out to be another",
    before: [allocation({ rotation_triggers: { a: "1" } })],
    now: allocation({ rotation_triggers: { a: new Later("2") } }),
    plan: {
      action: "update",
      changed: ["green_vn", "rotation_triggers"],
      unknown: ["green_vn", "rotation_triggers"],
      warnings: ["maybe:vn"],
    },
    calls: [putVnBare],
    number: "new",
  },
  {
    name: "8: a trigger that turns out to be the same",
    before: [allocation({ rotation_triggers: { a: "1" } })],
    now: allocation({ rotation_triggers: { a: new Later("1") } }),
    plan: {
      action: "update",
      changed: ["green_vn", "rotation_triggers"],
      unknown: ["green_vn", "rotation_triggers"],
      warnings: ["maybe:vn"],
    },
    calls: [],
    number: "kept",
  },
  {
    name: "8: a pin that turns out to be the number in force",
    before: [allocation()],
    now: wishing({ greenvn: new Later("@held") }, { strictness: true }),
    plan: {
      action: "update",
      changed: ["green_vn", "preferences", "strictness"],
      unknown: ["green_vn", "preferences"],
      warnings: ["maybe:vn"],
    },
    calls: [],
    number: "kept",
  },
  {
    name: "8: a party that turns out to be the same",
    before: [allocation()],
    now: allocation({ aparty_numbers: [new Later(A)] }),
    plan: {
      action: "update",
      changed: ["aparty_numbers"],
      unknown: ["aparty_numbers"],
      warnings: ["maybe:call-party"],
    },
    calls: [],
    number: "kept",
  },
  {
    name: "8: a party that turns out to be another",
    before: [allocation()],
    now: allocation({ aparty_numbers: [new Later(A2)] }),
    plan: {
      action: "update",
      changed: ["aparty_numbers"],
      unknown: ["aparty_numbers"],
      warnings: ["maybe:call-party"],
    },
    calls: [putParties({ aparty_numbers: [A2] })],
    number: "kept",
  },
];

const imports: readonly Row[] = [
  {
    name: "import: what the API tells",
    isImported: true,
    elsewhere: created({ flow_id: "f-1" }),
    now: allocation({ flow_id: "f-1" }),
    plan: { action: "no-op" },
    calls: [],
    number: "kept",
  },
  {
    name: "import: PINs are recorded, told or not",
    isImported: true,
    elsewhere: created({ aparty_pins: [1111] }),
    now: allocation({ aparty_pins: [1111] }),
    plan: { action: "update", changed: ["aparty_pins"], warnings: ["recorded"] },
    calls: [],
    number: "kept",
  },
  {
    name: "import: the least there can be declared",
    isImported: true,
    elsewhere: created({ usage: "oneway", flow_id: "f-1", aparty_pins: [1111] }),
    now: allocation(),
    plan: { action: "no-op" },
    calls: [],
    number: "kept",
  },
  {
    name: "import: what the API does not tell is recorded",
    isImported: true,
    elsewhere: created(),
    now: wishing(
      { region: "MH", number_type: "mobile", pin_code: "400001" },
      {
        strictness: true,
        rotation_triggers: { a: "1" },
        deallocation_policy: { duration: "30d" },
        flow_id: "f-1",
        aparty_pins: [1111],
        deletion_protection: true,
        deletion_policy: "abandon",
      },
    ),
    plan: {
      action: "update",
      changed: [
        "aparty_pins",
        "deallocation_policy",
        "deletion_policy",
        "deletion_protection",
        "flow_id",
        "preferences",
        "rotation_triggers",
        "strictness",
      ],
      warnings: ["recorded"],
    },
    calls: [],
    number: "kept",
  },
  {
    name: "import: pinned to the number in force",
    isImported: true,
    elsewhere: created(),
    now: wishing({ greenvn: "@held" }, { strictness: true }),
    plan: { action: "update", changed: ["preferences", "strictness"], warnings: ["recorded"] },
    calls: [],
    number: "kept",
  },
  {
    name: "import: pinned to another number",
    isImported: true,
    elsewhere: created(),
    now: wishing({ greenvn: "@free1", region: "MH" }),
    plan: { action: "update", changed: ["green_vn", "preferences"], unknown: ["green_vn"], warnings: ["charged:vn"] },
    calls: [putVn("false", { greenvn: "@free1", region: "MH" })],
    number: "@free1",
  },
  {
    name: "import: other parties",
    isImported: true,
    elsewhere: created(),
    now: allocation({ aparty_numbers: [A2] }),
    plan: { action: "update", changed: ["aparty_numbers"], warnings: ["charged:call-party"] },
    calls: [putParties({ aparty_numbers: [A2] })],
    number: "kept",
  },
  {
    name: "import: another connection_id",
    isImported: true,
    elsewhere: created(),
    now: allocation({ connection_id: "@name-2" }),
    plan: { action: "refused", errors: ["import-differs"] },
    calls: [],
  },
  {
    name: "import: another flow than the one told",
    isImported: true,
    elsewhere: created({ flow_id: "f-1" }),
    now: allocation({ flow_id: "f-2" }),
    plan: { action: "refused", errors: ["import-differs"] },
    calls: [],
  },
];

const assignments: readonly Row[] = [
  {
    name: "assignment: adopts the number in force",
    elsewhere: created(),
    now: assignment(),
    plan: { action: "create", unknown: ADOPTED },
    calls: [],
    number: "kept",
  },
  {
    name: "assignment: adopts the number that it pins",
    elsewhere: created(),
    now: assignment({ preferences: { greenvn: "@held" }, strictness: true }),
    plan: { action: "create", unknown: ADOPTED },
    calls: [],
    number: "kept",
  },
  {
    name: "assignment: asks for what it prefers",
    elsewhere: created(),
    now: assignment({ preferences: { region: "MH" } }),
    plan: { action: "create", unknown: ADOPTED, warnings: ["maybe:vn"] },
    calls: [putVn("false", { region: "MH" })],
    number: "new",
  },
  {
    name: "assignment: triggers that it begins with rotate nothing",
    elsewhere: created(),
    now: assignment({ rotation_triggers: { a: "1" } }),
    plan: { action: "create", unknown: ADOPTED },
    calls: [],
    number: "kept",
  },
  {
    name: "assignment: unchanged",
    elsewhere: created(),
    before: [assignment({ preferences: { region: "MH" } })],
    now: assignment({ preferences: { region: "MH" } }),
    plan: { action: "no-op" },
    calls: [],
    number: "kept",
  },
  {
    name: "assignment: another region",
    elsewhere: created(),
    before: [assignment()],
    now: assignment({ preferences: { region: "MH" } }),
    plan: { action: "update", changed: ["green_vn", "preferences"], unknown: ["green_vn"], warnings: ["charged:vn"] },
    calls: [putVn("false", { region: "MH" })],
    number: "new",
  },
  {
    name: "assignment: a rotation",
    elsewhere: created(),
    before: [assignment()],
    now: assignment({ rotation_triggers: { a: "1" } }),
    plan: {
      action: "update",
      changed: ["green_vn", "rotation_triggers"],
      unknown: ["green_vn"],
      warnings: ["charged:vn"],
    },
    calls: [putVnBare],
    number: "new",
  },
  {
    name: "assignment: a removal taken back",
    elsewhere: created(),
    before: [assignment({ preferences: { region: "MH" } }), assignment()],
    now: assignment({ preferences: { region: "MH" } }),
    plan: { action: "update", changed: ["preferences"] },
    calls: [],
    number: "kept",
  },
  {
    name: "assignment: the owner changed the parties",
    elsewhere: created(),
    before: [assignment()],
    remote: { apartyNumbers: [A2] },
    now: assignment(),
    plan: { action: "no-op" },
    calls: [],
    number: "kept",
  },
  {
    name: "assignment: the block removed",
    elsewhere: created(),
    before: [assignment({ preferences: { region: "MH" } })],
    now: null,
    plan: { action: "delete" },
    calls: [],
  },
  {
    name: "assignment: imported with preferences",
    isImported: true,
    elsewhere: created(),
    now: assignment({ preferences: { region: "MH" }, strictness: true, rotation_triggers: { a: "1" } }),
    plan: { action: "update", changed: ["preferences", "rotation_triggers", "strictness"], warnings: ["recorded"] },
    calls: [],
    number: "kept",
  },
];

const moves: readonly Transition[] = [
  {
    name: "moved: an assignment becomes the allocation",
    type: "greenvn_allocation",
    movedFrom: "greenvn_assignment",
    elsewhere: created(),
    before: [assignment({ preferences: { region: "MH" } })],
    now: wishing({ region: "MH" }, { deallocation_policy: { duration: "30d" }, deletion_protection: true }),
    plan: { action: "update", changed: ["deallocation_policy", "deletion_protection"], warnings: ["recorded"] },
    calls: [],
    number: "kept",
  },
  {
    name: "moved: an allocation becomes an assignment",
    type: "greenvn_assignment",
    movedFrom: "greenvn_allocation",
    before: [wishing({ region: "MH", pin_code: "400001" })],
    now: assignment({ preferences: { region: "MH" } }),
    plan: { action: "no-op" },
    calls: [],
    number: "kept",
  },
  {
    name: "moved: an allocation becomes an assignment that prefers another region",
    type: "greenvn_assignment",
    movedFrom: "greenvn_allocation",
    before: [wishing({ region: "MH" })],
    now: assignment({ preferences: { region: "MU" } }),
    plan: { action: "update", changed: ["green_vn", "preferences"], unknown: ["green_vn"], warnings: ["charged:vn"] },
    calls: [putVn("false", { region: "MU" })],
    number: "new",
  },
];

const ofType = (type: ResourceType, rows: readonly Row[]): Transition[] =>
  rows.map((row) => ({ type, before: [], ...row }));

/** Every transition: what was declared, what the remote system has, what is declared now, and exactly what follows. */
export const transitions: readonly Transition[] = [
  ...ofType("greenvn_allocation", [
    ...creations,
    ...vnRule,
    ...whoIsConnected,
    ...several,
    ...replacements,
    ...unknowns,
    ...imports,
  ]),
  ...ofType("greenvn_assignment", assignments),
  ...moves,
];

const WARNINGS: readonly (readonly [RegExp, WarningKind])[] = [
  [/^PUT …\/vn for .* is charged as a new allocation$/, "charged:vn"],
  [/^PUT …\/vn for .* may be charged as a new allocation$/, "maybe:vn"],
  [/^PUT …\/call-party for .* is charged as a new allocation$/, "charged:call-party"],
  [/^PUT …\/call-party for .* may be charged as a new allocation$/, "maybe:call-party"],
  [/ will be released and can not be had back/, "released"],
  [/^Recorded, not requested: /, "recorded"],
  [/^pin_code of .* is recorded, not requested$/, "pin_code"],
  [/ is gone: allocation /, "lost"],
  [/^ExoBridge granted /, "granted-another"],
  [/ is in force, and not known to meet the declaration of /, "in-doubt"],
  [/^Nothing is set in preferences$/, "nothing-set"],
  [/ came out otherwise than planned$/, "otherwise"],
];

const ERRORS: readonly (readonly [RegExp, ErrorKind])[] = [
  [/^Rotation of .* contradicts its strict pin$/, "contradiction"],
  [/^Refused to (?:replace|destroy) .*: it is protected$/, "protected"],
  [/^Imported .* differs from the declaration of /, "import-differs"],
  [/^Refused to replace .*: it was just imported$/, "just-imported"],
  [/^Refused to replace .*: the abandoned allocation keeps its connection_id$/, "abandoned"],
  [/^Could not (?:create|change the number of) /, "no-free-number"],
];

/** What a diagnostic is about; its summary where it is none of the kinds. */
export function kindOf(diagnostic: { readonly severity: "error" | "warning"; readonly summary: string }): string {
  const kinds: readonly (readonly [RegExp, string])[] = diagnostic.severity === "error" ? ERRORS : WARNINGS;
  return kinds.find(([pattern]) => pattern.test(diagnostic.summary))?.[1] ?? diagnostic.summary;
}

/** The warnings that the next plan says again: what is declared stays as odd as it is. */
export const saidAgain = (warnings: readonly WarningKind[] = []): readonly WarningKind[] =>
  warnings.filter((kind) => kind === "nothing-set");

/** The warnings that are left once an apply was refused, but for the calls that it made: what was read is in state. */
export const left = ({ plan, calls }: Transition): readonly WarningKind[] =>
  (plan.warnings ?? []).filter(
    (kind) => kind !== "in-doubt" && !calls.some(({ operation }) => kind === `charged:${operation}`),
  );

/** What `@…` texts stand for in one run; `@name-2` follows from `@name`. */
export type Names = Readonly<Record<string, string>>;

/** A value with its `@…` texts replaced, `later` deciding what stands for a value that is unknown while planning. */
export function resolve(value: unknown, names: Names, later: (value: unknown) => unknown): unknown {
  if (value instanceof Later) return later(resolve(value.value, names, later));
  if (typeof value === "string" && value.startsWith("@")) {
    const name = Object.keys(names).find((one) => value === one || value.startsWith(`${one}-`));
    if (name === undefined) throw new Error(`nothing is known by the name ${value}`);
    return `${names[name]}${value.slice(name.length)}`;
  }
  if (Array.isArray(value)) return value.map((element) => resolve(element, names, later));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, resolve(inner, names, later)]));
  return value;
}

export function hasLater(value: unknown): boolean {
  if (value instanceof Later) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(hasLater);
}

/** A call as rows are compared: an order of parties or PINs means nothing. */
export function comparable(call: ExpectedCall): ExpectedCall {
  const { body } = call;
  if (typeof body !== "object" || body === null) return call;
  return {
    ...call,
    body: Object.fromEntries(
      Object.entries(body).map(([name, value]) => [
        name,
        Array.isArray(value) ? [...(value as unknown[])].sort() : (value as unknown),
      ]),
    ),
  };
}
