import { type Allocation } from "../../../../src/sandbox/core/allocation";
import { type AnswerStyle, DOCUMENTED_STYLE, styleProblem } from "../../../../src/sandbox/core/answer-style";
import { success } from "../../../../src/sandbox/messages/envelope";
import { type AllocationOperation } from "../../../../src/sandbox/messages/operation";

const VN = "+917205827365";
const allocation: Allocation = {
  greenvnId: "id-1",
  connectionId: "c-1",
  apartyNumbers: ["+919176226528", "+15551234567"],
  bpartyNumbers: ["+918136966620"],
  apartyPins: [4711],
  bpartyPins: [],
  usage: "oneway",
  flowId: null,
  greenVn: VN,
  deallocateAtMs: 1,
  deallocatedAtMs: null,
};
const data = (operation: AllocationOperation, knobs: Partial<AnswerStyle>, more: Partial<Allocation> = {}): unknown =>
  success({ ...allocation, ...more }, operation, { ...DOCUMENTED_STYLE, ...knobs }, "100001").data;
const documented = {
  connection_id: "c-1",
  aparty_numbers: ["+919176226528", "+15551234567"],
  bparty_numbers: ["+918136966620"],
  aparty_pins: [4711],
  usage: "oneway",
  state: "active",
  green_vn: VN,
  greenvn_id: "id-1",
};
const without = (...names: string[]): unknown =>
  Object.fromEntries(Object.entries(documented).filter(([name]) => !names.includes(name)));

test.each<[string, AllocationOperation, Partial<AnswerStyle>, unknown]>([
  ["as documented", "read", {}, documented],
  ["a create under greenvn", "create", {}, { ...(without("green_vn") as object), greenvn: VN }],
  ["a create under the other key", "create", { vn_key: "swapped" }, documented],
  ["an update under the other key", "vn", { vn_key: "swapped" }, { ...(without("green_vn") as object), greenvn: VN }],
  ["under both keys", "vn", { vn_key: "both" }, { ...documented, greenvn: VN }],
  ["with no number", "create", { vn_key: "absent" }, without("green_vn")],
  ["PINs never told", "read", { pins: "never" }, without("aparty_pins")],
  ["PINs told empty", "read", { pins: "empty" }, { ...documented, aparty_pins: [], bparty_pins: [] }],
  ["PINs told as null", "read", { pins: "null" }, { ...documented, aparty_pins: [null], bparty_pins: [null] }],
  ["no state", "read", { state: "absent" }, without("state")],
  ["no usage", "read", { usage: "absent" }, without("usage")],
  ["no connection id", "read", { connection_id: "absent" }, without("connection_id")],
  ["a default flow", "read", { flow: "default" }, { ...documented, flow_id: "100001" }],
  [
    "parties in another order",
    "read",
    { party_order: "reversed" },
    { ...documented, aparty_numbers: ["+15551234567", "+919176226528"] },
  ],
  ["unknown fields", "read", { unknown_fields: true }, expect.objectContaining({ ...documented, created_by: 7 })],
  ["a delete without data", "delete", { deleted: "null" }, null],
  [
    "numbers without +",
    "read",
    { numbers: "no-plus" },
    {
      ...documented,
      aparty_numbers: ["919176226528", "15551234567"],
      bparty_numbers: ["918136966620"],
      green_vn: "917205827365",
    },
  ],
  [
    "numbers with 0",
    "read",
    { numbers: "zero" },
    {
      ...documented,
      aparty_numbers: ["09176226528", "15551234567"],
      bparty_numbers: ["08136966620"],
      green_vn: "07205827365",
    },
  ],
  [
    "national digits",
    "read",
    { numbers: "national" },
    {
      ...documented,
      aparty_numbers: ["9176226528", "15551234567"],
      bparty_numbers: ["8136966620"],
      green_vn: "7205827365",
    },
  ],
])("%s", (_case, operation, knobs, expected) => expect(data(operation, knobs)).toEqual(expected));

test("a flow that was given is told, unless no flow is", () => {
  expect(data("read", {}, { flowId: "7" })).toEqual({ ...documented, flow_id: "7" });
  expect(data("read", { flow: "absent" }, { flowId: "7" })).toEqual(documented);
});

test("a deallocated allocation is in the vault", () =>
  expect(data("read", {}, { deallocatedAtMs: 5 })).toEqual({ ...documented, state: "vault" }));

test.each<[Record<string, unknown>, string | null]>([
  [{}, null],
  [{ vn_key: "both", cooling_ms: 5, gone: 410 }, null],
  [{ colour: "green" }, 'there is no answer knob "colour"'],
  [{ toString: "x" }, 'there is no answer knob "toString"'],
  [{ gone: 500 }, "gone must be one of 404, 410"],
  [{ cooling_ms: -1 }, "cooling_ms must be milliseconds or null"],
])("knobs %j: %s", (knobs, problem) => expect(styleProblem(knobs)).toBe(problem));
