import {
  type ChangeEntry,
  type CreationEntry,
  isChangeEntry,
  isCreationEntry,
  olderChanges,
  olderCreation,
  phaseOfChange,
  phaseOfCreation,
} from "../../../../src/provider/memory/journal-entries";
import { altered } from "./altered";

const WRITER = {
  run: "r",
  pid: 7,
  started: "5000",
  parent: { pid: 6, started: "4000" },
  boot: "b",
  namespace: "pid:[1]",
  request_timeout_ms: 30_000,
};
const VN: ChangeEntry = {
  write: "w",
  at: "2025-01-01T00:00:00.000Z",
  before: { green_vn: "+917205827365", aparty_numbers: ["+911"], bparty_numbers: ["+912"], usage: "twoway" },
  sent: {
    operation: "vn",
    preferences: { greenvn: null, region: "MH", number_type: null, pin_code: null },
    strictness: false,
    rotation_triggers: { month: "1" },
  },
  done: true,
  granted: "+912246011223",
  by: "update",
  writer: WRITER,
  delivered: false,
};
const PARTIES: ChangeEntry = {
  ...VN,
  sent: {
    operation: "call-party",
    aparty_numbers: ["+911"],
    bparty_numbers: ["+912"],
    usage: "oneway",
    changes: ["usage"],
  },
};
const CREATION: CreationEntry = {
  creation: "c",
  connection_id: "line",
  greenvn_id: "gvn-1",
  at: "2025-01-01T00:00:00.000Z",
  writer: WRITER,
  delivered: true,
  sent: {
    aparty_numbers: ["+911"],
    bparty_numbers: ["+912"],
    usage: "twoway",
    strictness: true,
    preferences: { greenvn: null, region: "MH", number_type: null, pin_code: "400001" },
    deallocation_duration: "30d",
    flow_id: "f",
    aparty_pins: true,
    bparty_pins: false,
  },
};

const TEXT = [undefined, null, 7, true, [], {}];
const TEXT_OR_NOT = [7, true, ["x"], {}];
const TEXTS = [undefined, null, "x", {}, ["x", 7], [null]];
const FLAG = [undefined, null, "true", 1, {}];
const NUMBER = [undefined, null, "7", true, {}];
const RECORD = [undefined, null, "x", 7, true, ["x"]];
const TEXTS_BY_NAME = ["x", 7, ["x"], { a: 7 }, { a: "x", b: [] }];

const OF_WRITER: readonly (readonly [string, readonly unknown[]])[] = [
  ["writer", RECORD],
  ["writer.run", TEXT],
  ["writer.pid", NUMBER],
  ["writer.started", TEXT_OR_NOT],
  ["writer.parent", [undefined, "x", 7, [], {}]],
  ["writer.parent.pid", NUMBER],
  ["writer.parent.started", TEXT_OR_NOT],
  ["writer.boot", TEXT_OR_NOT],
  ["writer.namespace", TEXT_OR_NOT],
  ["writer.request_timeout_ms", NUMBER],
  ["delivered", FLAG],
];
const OF_CHANGE: readonly (readonly [string, readonly unknown[]])[] = [
  ...OF_WRITER,
  ["write", TEXT],
  ["at", TEXT],
  ["before", RECORD],
  ["before.green_vn", TEXT_OR_NOT],
  ["before.aparty_numbers", TEXTS],
  ["before.bparty_numbers", TEXTS],
  ["before.usage", TEXT_OR_NOT],
  ["sent", RECORD],
  ["sent.operation", [undefined, "create", 7]],
  ["done", FLAG],
  ["granted", TEXT_OR_NOT],
  ["by", [null, "destroy", 7]],
  ["savedAs", [null, "x", 7, {}, [], { ...VN.before, aparty_numbers: "x" }]],
];
const VERSION = [null, "1", true, {}];

describe.each<[string, object, (entry: unknown) => boolean, readonly (readonly [string, readonly unknown[]])[]]>([
  [
    "a change of the number",
    VN,
    isChangeEntry,
    [
      ...OF_CHANGE,
      ["sent.preferences", TEXTS_BY_NAME],
      ["sent.strictness", FLAG],
      ["sent.rotation_triggers", TEXTS_BY_NAME],
    ],
  ],
  [
    "a change of the parties",
    PARTIES,
    isChangeEntry,
    [
      ...OF_CHANGE,
      ["sent.aparty_numbers", TEXTS],
      ["sent.bparty_numbers", TEXTS],
      ["sent.usage", TEXT_OR_NOT],
      ["sent.changes", TEXTS],
      ["sent.pins_wo_version", VERSION],
    ],
  ],
  [
    "a creation",
    CREATION,
    isCreationEntry,
    [
      ...OF_WRITER,
      ["creation", TEXT],
      ["connection_id", TEXT],
      ["greenvn_id", [undefined, "", 7, true, []]],
      ["at", TEXT],
      ["sent", RECORD],
      ["sent.aparty_numbers", TEXTS],
      ["sent.bparty_numbers", TEXTS],
      ["sent.usage", TEXT_OR_NOT],
      ["sent.strictness", FLAG],
      ["sent.preferences", [undefined, null, ...TEXTS_BY_NAME]],
      ["sent.deallocation_duration", TEXT_OR_NOT],
      ["sent.flow_id", TEXT_OR_NOT],
      ["sent.aparty_pins", FLAG],
      ["sent.bparty_pins", FLAG],
      ["sent.pins_wo_version", VERSION],
    ],
  ],
])("%s in the journal", (_what, whole, isWhole, members) => {
  test("counts as it is", () => expect(isWhole(whole)).toBe(true));

  test.each([undefined, null, 7, "x", [], {}])("counts for nothing where it is %j", (entry) =>
    expect(isWhole(entry)).toBe(false),
  );

  test.each(members)("counts for nothing where its %s is of another kind", (path, values) =>
    expect(values.filter((value) => isWhole(altered(whole, path, value)))).toEqual([]),
  );
});

test.each<[string, object, (entry: unknown) => boolean]>([
  [
    "a start time and a parent that nobody told",
    altered(altered(VN, "writer.started", null), "writer.parent", null),
    isChangeEntry,
  ],
  ["no boot and no namespace", altered(altered(VN, "writer.boot", null), "writer.namespace", null), isChangeEntry],
  ["no number granted", altered(VN, "granted", null), isChangeEntry],
  ["nothing told of what sent it, as by older versions", altered(VN, "by", undefined), isChangeEntry],
  ["an assignment's creation that sent it", altered(VN, "by", "create"), isChangeEntry],
  [
    "no preferences and no triggers",
    altered(altered(VN, "sent.preferences", null), "sent.rotation_triggers", null),
    isChangeEntry,
  ],
  ["no number and no usage before", altered(altered(VN, "before.green_vn", null), "before.usage", null), isChangeEntry],
  ["what Terraform had it saved as", altered(VN, "savedAs", VN.before), isChangeEntry],
  ["a version of PINs that were sent", altered(PARTIES, "sent.pins_wo_version", 2), isChangeEntry],
  ["a version of PINs that it was made with", altered(CREATION, "sent.pins_wo_version", 2), isCreationEntry],
  ["no usage sent", altered(PARTIES, "sent.usage", null), isChangeEntry],
  ["no id told yet", altered(CREATION, "greenvn_id", null), isCreationEntry],
  [
    "no policy and no flow",
    altered(altered(CREATION, "sent.deallocation_duration", null), "sent.flow_id", null),
    isCreationEntry,
  ],
])("an entry may have %s", (_what, entry, isWhole) => expect(isWhole(entry)).toBe(true));

test.each([
  ["sent", false, false, "sent"],
  ["told as lost", false, true, "unanswered"],
  ["answered", true, false, "answered"],
  ["told with its answer", true, true, "delivered"],
] as const)("how far a call got: %s", (_what, isAnswered, delivered, phase) => {
  expect(phaseOfChange({ done: isAnswered, delivered })).toBe(phase);
  expect(phaseOfCreation({ greenvn_id: isAnswered ? "gvn-1" : null, delivered })).toBe(phase);
});

describe("files of an older version", () => {
  const { writer: _none, delivered: _never, by: _nobody, ...write } = VN;
  const older = { writer: null, delivered: false };

  test.each<[string, unknown, readonly object[]]>([
    [
      "a list",
      { greenvn_id: "gvn-1", writes: [write, { ...write, write: "w2" }] },
      [
        { ...write, ...older },
        { ...write, write: "w2", ...older },
      ],
    ],
    ["a list with something else in it", { writes: [7, write, { ...write, done: "yes" }] }, [{ ...write, ...older }]],
    ["no list", { writes: write }, []],
    ["no file", null, []],
    ["a list alone", [write], []],
  ])("have a list of changes: %s", (_what, file, changes) => expect(olderChanges(file)).toEqual(changes));

  const created = {
    greenvn_id: "gvn-1",
    connection_id: "line",
    at: "2025-01-01T00:00:00.000Z",
    run: "r",
    preferences: { greenvn: null, region: null, number_type: null },
    strictness: false,
  };

  test("have a creation, without what it sent", () =>
    expect(olderCreation(created)).toEqual({
      creation: "r",
      connection_id: "line",
      greenvn_id: "gvn-1",
      at: created.at,
      ...older,
      sent: null,
    }));

  test.each<[string, readonly unknown[]]>([
    ["greenvn_id", [...TEXT, ""]],
    ["connection_id", TEXT],
    ["at", TEXT],
    ["run", TEXT],
  ])("have none where its %s is of another kind", (name, values) =>
    expect(
      values.map((value) => olderCreation({ ...created, [name]: value })).filter((found) => found !== null),
    ).toEqual([]),
  );

  test.each([null, 7, [created]])("have none where it is %j", (file) => expect(olderCreation(file)).toBeNull());
});
