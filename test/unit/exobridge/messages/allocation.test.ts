import { deleteFlaw, parseAllocation, parseCreated } from "../../../../src/exobridge/messages/allocation";
import { type JsonObject, parseJson } from "../../../../src/exobridge/messages/json";
import { data, ID } from "../http/hostile-server";

const envelope = (told: unknown, more: Record<string, unknown> = {}): JsonObject => ({
  success: true,
  status: 200,
  code: null,
  message: null,
  data: told,
  ...more,
});
const TOLD = {
  greenvnId: ID,
  connectionId: "c-1",
  apartyNumbers: ["+919876543210"],
  bpartyNumbers: ["+919876543211"],
  usage: "twoway",
  state: "active",
  greenVn: "+917205827365",
};

describe("an answer tells", () => {
  test.each<[string, JsonObject, object]>([
    ["the number under green_vn", envelope(data()), TOLD],
    [
      "the number under greenvn",
      envelope(data({ green_vn: undefined, greenvn: "+912" })),
      { ...TOLD, greenVn: "+912" },
    ],
    [
      "the number under greenvn first",
      envelope(data({ green_vn: "+911", greenvn: "+912" })),
      { ...TOLD, greenVn: "+912" },
    ],
    ["no number: null", envelope(data({ green_vn: null })), { ...TOLD, greenVn: undefined }],
    ["no number: empty", envelope(data({ green_vn: "" })), { ...TOLD, greenVn: undefined }],
    ["no PINs: absent", envelope(data({ aparty_pins: undefined })), TOLD],
    ["no PINs: null", envelope(data({ aparty_pins: null, bparty_pins: null })), TOLD],
    ["no PINs: an empty list", envelope(data({ aparty_pins: [], bparty_pins: [] })), TOLD],
    ["no PINs: a list of null", envelope(data({ aparty_pins: [null], bparty_pins: [null] })), TOLD],
    [
      "PINs",
      envelope(data({ aparty_pins: [1234, 5678], bparty_pins: [9] })),
      { ...TOLD, apartyPins: [1234, 5678], bpartyPins: [9] },
    ],
    [
      "parties and PINs that are told twice, once",
      envelope(data({ aparty_numbers: ["+911", "+912", "+911"], aparty_pins: [7, null, 7] })),
      { ...TOLD, apartyNumbers: ["+911", "+912"], apartyPins: [7] },
    ],
    ["the flow", envelope(data({ flow_id: "f-1" })), { ...TOLD, flowId: "f-1" }],
    ["nothing but the id", envelope({ greenvn_id: ID }), { greenvnId: ID }],
    [
      "and what is not known is passed over",
      envelope(data({ colour: "green", nested: { deep: [1] } }), { request_id: 7 }),
      TOLD,
    ],
    [
      "and what is named like an object's own things is passed over",
      parse(
        `{"success":true,"data":{"greenvn_id":"${ID}","__proto__":{"usage":"oneway","state":"vault"},"constructor":1,"toString":null}}`,
      ),
      { greenvnId: ID },
    ],
    [
      "and the last of two members with one name counts",
      parse(`{"success":true,"data":{"greenvn_id":"other","greenvn_id":"${ID}"}}`),
      { greenvnId: ID },
    ],
    ["and a status may be absent", envelope({ greenvn_id: ID }, { status: null }), { greenvnId: ID }],
  ])("%s", (_name, answer, expected) => {
    expect(parseAllocation(answer, ID)).toEqual({ kind: "parsed", value: expected });
    expect(({} as Record<string, unknown>)["usage"]).toBeUndefined();
  });

  test("an id that is a number is taken by its digits", () =>
    expect(parseAllocation(envelope({ greenvn_id: 41 }), "41")).toEqual({
      kind: "parsed",
      value: { greenvnId: "41" },
    }));
});

describe("an answer is refused, and the field named", () => {
  test.each<[string, JsonObject, string]>([
    ["another id", envelope(data({ greenvn_id: "gvn-other" })), "data.greenvn_id is the id of another allocation"],
    ["no id", envelope({}), "data.greenvn_id is absent, expected a string"],
    ["an empty id", envelope(data({ greenvn_id: "" })), "data.greenvn_id is empty"],
    [
      "an id that is no whole number",
      envelope(data({ greenvn_id: 1.5 })),
      "data.greenvn_id is a number, expected a string",
    ],
    ["no data", envelope(null), "data is absent, expected an object"],
    ["data that is a list", envelope([data()]), "data is a list, expected an object"],
    ["success absent", envelope(data(), { success: undefined }), "success is absent, expected true"],
    ["success in a string", envelope(data(), { success: "true" }), "success is a string, expected true"],
    ["success that is 1", envelope(data(), { success: 1 }), "success is a number, expected true"],
    ["a status in a string", envelope(data(), { status: "200" }), "status is a string, expected a number"],
    [
      "success with the status of a failure",
      envelope(data(), { status: 504 }),
      "success is true, but status is that of a failure",
    ],
    [
      "a number that is a number",
      envelope(data({ green_vn: 917205827365 })),
      "data.green_vn is a number, expected a string",
    ],
    [
      "parties that are a string",
      envelope(data({ aparty_numbers: "+919876543210" })),
      "data.aparty_numbers is a string, expected a list of strings",
    ],
    [
      "a party that is a number",
      envelope(data({ bparty_numbers: ["+919876543211", 9] })),
      "data.bparty_numbers[1] is a number, expected a string",
    ],
    [
      "a party that is null",
      envelope(data({ bparty_numbers: [null] })),
      "data.bparty_numbers[0] is absent, expected a string",
    ],
    [
      "PINs that are strings",
      envelope(data({ aparty_pins: ["1234"] })),
      "data.aparty_pins[0] is a string, expected a whole number",
    ],
    [
      "PINs that are an object",
      envelope(data({ aparty_pins: {} })),
      "data.aparty_pins is an object, expected a list of numbers",
    ],
    [
      "a PIN with a fraction",
      envelope(data({ bparty_pins: [null, 1.5] })),
      "data.bparty_pins[1] is a number, expected a whole number",
    ],
    [
      "two wrong types",
      envelope(data({ usage: true, state: 1 })),
      "data.usage is a boolean, expected a string; data.state is a number, expected a string",
    ],
  ])("%s", (_name, answer, why) => expect(parseAllocation(answer, ID)).toEqual({ kind: "flawed", why }));
});

describe("once a create's answer holds an id, nothing in it is an error", () => {
  test.each<[string, JsonObject, object, string[]]>([
    ["nothing odd", envelope(data()), TOLD, []],
    [
      "another connection_id",
      envelope(data({ connection_id: "c-2" })),
      { ...TOLD, connectionId: "c-2" },
      ["data.connection_id is another than the one that was sent"],
    ],
    [
      "wrong types",
      envelope(data({ usage: 1, aparty_numbers: {} })),
      { ...TOLD, usage: undefined, apartyNumbers: undefined },
      ["data.aparty_numbers is an object, expected a list of strings", "data.usage is a number, expected a string"],
    ],
    ["success absent", { data: { greenvn_id: ID } }, { greenvnId: ID }, ["success is absent, expected true"]],
    [
      "a status in a string",
      envelope({ greenvn_id: ID }, { status: "200" }),
      { greenvnId: ID },
      ["status is a string, expected a number"],
    ],
  ])("%s", (_name, answer, allocation, oddities) =>
    expect(parseCreated(answer, "c-1")).toEqual({ allocation, oddities }),
  );

  test.each<[string, JsonObject]>([
    ["no id", envelope(data({ greenvn_id: undefined }))],
    ["an empty id", envelope(data({ greenvn_id: "" }))],
    ["no data", envelope(null)],
  ])("but with %s there is nothing to keep", (_name, answer) => expect(parseCreated(answer, "c-1")).toBeNull());
});

describe("a delete is done", () => {
  test.each<[string, JsonObject, string | null]>([
    ["with the allocation in vault", envelope(data({ state: "vault" })), null],
    ["with no data", envelope(null), null],
    ["with data absent", envelope(undefined), null],
    ["with a state that is not told", envelope({ greenvn_id: ID }), null],
    ["but not with the allocation still active", envelope(data()), "data.state is still active after a delete"],
    [
      "nor with another one",
      envelope(data({ greenvn_id: "other", state: "vault" })),
      "data.greenvn_id is the id of another allocation",
    ],
    ["nor without success", envelope(null, { success: null }), "success is absent, expected true"],
  ])("%s", (_name, answer, expected) => expect(deleteFlaw(answer, ID)).toBe(expected));
});

describe("JSON", () => {
  test.each<[string, string, string]>([
    ["nothing", "", "the answer is empty"],
    ["blanks", " \n", "the answer is empty"],
    ["HTML", "<!doctype html><title>502</title>", "the answer is HTML or XML, not JSON"],
    ["cut", '{"success":tr', "the answer is not JSON, or was cut off"],
    ["too deep", "[".repeat(101) + "]".repeat(101), "the answer is nested deeper than 100 levels"],
    ["far too deep", "[".repeat(1_000_000), "the answer is nested deeper than 100 levels"],
    ["too deep by objects", '{"a":'.repeat(101) + "1" + "}".repeat(101), "the answer is nested deeper than 100 levels"],
  ])("%s is refused", (_name, text, why) => expect(parseJson(text)).toEqual({ kind: "flawed", why }));

  test("what is as deep as may be, or only looks deep, is read", () => {
    expect(parseJson("[".repeat(100) + "]".repeat(100)).kind).toBe("parsed");
    expect(parseJson(`{"a":"${"[{".repeat(200)}\\"["}`).kind).toBe("parsed");
    expect(parseJson('\ufeff{"a":1}')).toEqual({ kind: "parsed", value: { a: 1 } });
  });
});

function parse(text: string): JsonObject {
  const parsed = parseJson(text);
  if (parsed.kind === "flawed") throw new Error(parsed.why);
  return parsed.value as JsonObject;
}
