import {
  MAX_DURATION_S,
  readCreate,
  readPartiesChange,
  readVnChange,
} from "../../../../src/sandbox/api/request-bodies";

const A = "+919176226528";
const B = "+918136966620";
const C = "+911234567891";
const least = { connection_id: "c-1", aparty_numbers: [A], bparty_numbers: [B], usage: "twoway" };
const create = (more: Record<string, unknown>): unknown => readCreate({ ...least, ...more });
const refusal = (code: number | null): unknown => expect.objectContaining({ kind: "refused", code }) as unknown;

test("the least create takes the account's defaults", () => {
  expect(readCreate(least)).toEqual({
    kind: "read",
    order: {
      connectionId: "c-1",
      apartyNumbers: [A],
      bpartyNumbers: [B],
      apartyPins: [],
      bpartyPins: [],
      usage: "twoway",
      wish: { strict: false },
      durationS: MAX_DURATION_S,
      flowId: null,
    },
  });
});

test("a create with all that it can say", () => {
  const preferences = { greenvn: C, region: "KA", type: "landline", pin_code: "560001" };
  const body = {
    ...least,
    usage: "oneway",
    aparty_pins: [1234],
    bparty_pins: [5678],
    strictness: "true",
    preferences,
    deallocation_policy: { duration: "10m" },
    flow_id: "7",
  };
  expect(readCreate(body)).toEqual({
    kind: "read",
    order: {
      connectionId: "c-1",
      apartyNumbers: [A],
      bpartyNumbers: [B],
      apartyPins: [1234],
      bpartyPins: [5678],
      usage: "oneway",
      wish: { strict: true, greenvn: C, region: "KA", type: "landline", postalRegion: "KA" },
      durationS: 600,
      flowId: "7",
    },
  });
});

test.each<[string, Record<string, unknown>, number]>([
  ["an unknown parameter", { colour: "green" }, 5],
  ["a parameter named __proto__", JSON.parse('{"__proto__": 1}') as Record<string, unknown>, 5],
  ["no connection id", { connection_id: undefined }, 3],
  ["an empty connection id", { connection_id: "" }, 5],
  ["a connection id that is a number", { connection_id: 7 }, 5],
  ["no A-party", { aparty_numbers: undefined }, 3],
  ["an empty A-party", { aparty_numbers: [] }, 3],
  ["no B-party", { bparty_numbers: undefined }, 3],
  ["no usage", { usage: undefined }, 3],
  ["another usage", { usage: "both" }, 5],
  ["numbers that are no list", { aparty_numbers: A }, 5],
  ["numbers that are no strings", { aparty_numbers: [919176226528] }, 5],
  ["a number without +", { aparty_numbers: ["919176226528"] }, 16],
  ["a number of letters", { bparty_numbers: ["+91CALLME"] }, 16],
  ["one number twice", { aparty_numbers: [A, A] }, 13],
  ["one number twice beside another", { aparty_numbers: [A, A, C] }, 5],
  ["one number on both sides", { bparty_numbers: [B, A] }, 14],
  ["PINs as strings", { aparty_pins: ["1234"] }, 5],
  ["a PIN of 0", { aparty_pins: [0] }, 5],
  ["a negative PIN", { bparty_pins: [-1] }, 5],
  ["half a PIN", { bparty_pins: [1.5] }, 5],
  ["a PIN that is null", { bparty_pins: [null] }, 5],
  ["PINs that are null", { bparty_pins: null }, 5],
  ["a PIN twice", { aparty_pins: [12, 12] }, 19],
  ["a PIN on both sides", { aparty_pins: [12], bparty_pins: [12] }, 19],
  ["strictness as a boolean", { strictness: true }, 5],
  ["strictness in capitals", { strictness: "True" }, 5],
  ["preferences that are null", { preferences: null }, 5],
  ["preferences as a list", { preferences: [] }, 5],
  ["the other call's name of the type", { preferences: { number_type: "mobile" } }, 5],
  ["another type", { preferences: { type: "satellite" } }, 5],
  ["a preferred number without +", { preferences: { greenvn: "917205827365" } }, 16],
  ["a preferred number that is a number", { preferences: { greenvn: 917205827365 } }, 5],
  ["a region that is not served", { preferences: { region: "UP" } }, 15],
  ["a region in small letters", { preferences: { region: "ka" } }, 15],
  ["an empty region", { preferences: { region: "" } }, 5],
  ["a region that is null", { preferences: { region: null } }, 5],
  ["a postal code that is a number", { preferences: { pin_code: 560001 } }, 5],
  ["a postal code of five digits", { preferences: { pin_code: "56001" } }, 5],
  ["a policy that is a text", { deallocation_policy: "30d" }, 5],
  ["a policy without a duration", { deallocation_policy: {} }, 3],
  ["a policy with more", { deallocation_policy: { duration: "30d", at: "noon" } }, 5],
  ["a duration without a unit", { deallocation_policy: { duration: "30" } }, 5],
  ["a duration as a number", { deallocation_policy: { duration: 30 } }, 5],
  ["a duration over the account's", { deallocation_policy: { duration: "171d" } }, 5],
  ["a flow that is a number", { flow_id: 7 }, 5],
  ["a flow that can be none", { flow_id: "../7" }, 50],
  ["a flow that there is not", { flow_id: "no-such-flow" }, 50],
])("a create with %s is refused", (_case, more, code) => expect(create(more)).toEqual(refusal(code)));

test.each([null, [], "x", 7, undefined])("a create of %j is refused", (body) =>
  expect(readCreate(body)).toEqual(refusal(5)),
);

test.each([
  ["170d", MAX_DURATION_S],
  ["4080h", MAX_DURATION_S],
  ["1s", 1],
])("a duration of %s passes", (duration, durationS) =>
  expect(create({ deallocation_policy: { duration } })).toMatchObject({ kind: "read", order: { durationS } }),
);

test("no refusal repeats a PIN", () => {
  expect(
    JSON.stringify([
      create({ aparty_pins: ["987654"] }),
      create({ aparty_pins: [987654, 987654] }),
      create({ aparty_pins: [987654], bparty_pins: [987654] }),
    ]),
  ).not.toContain("987654");
});

test.each<[string, unknown, unknown]>([
  ["no body at all", undefined, { strict: false }],
  ["nothing", {}, { strict: false }],
  [
    "the documented body",
    { strictness: "false", preferences: { greenvn: C, region: "KA", number_type: "landline" } },
    { strict: false, greenvn: C, region: "KA", type: "landline" },
  ],
  ["strictness alone", { strictness: "true" }, { strict: true }],
])("a change of the number takes %s", (_case, body, order) =>
  expect(readVnChange(body)).toEqual({ kind: "read", order }),
);

test.each<[string, unknown, number]>([
  ["null", null, 5],
  ["the create's name of the type", { preferences: { type: "mobile" } }, 5],
  ["a postal code", { preferences: { pin_code: "560001" } }, 5],
  ["a policy", { deallocation_policy: { duration: "30d" } }, 5],
  ["parties", { aparty_numbers: [A] }, 5],
  ["strictness as a boolean", { strictness: false }, 5],
  ["a region that is not served", { preferences: { region: "XX" } }, 15],
])("a change of the number with %s is refused", (_case, body, code) =>
  expect(readVnChange(body)).toEqual(refusal(code)),
);

test.each<[string, unknown, unknown]>([
  ["one side", { aparty_numbers: [A, C] }, { apartyNumbers: [A, C] }],
  [
    "all",
    { aparty_numbers: [A], bparty_numbers: [B], aparty_pins: [1], bparty_pins: [], usage: "oneway" },
    { apartyNumbers: [A], bpartyNumbers: [B], apartyPins: [1], bpartyPins: [], usage: "oneway" },
  ],
])("a change of parties takes %s", (_case, body, order) =>
  expect(readPartiesChange(body)).toEqual({ kind: "read", order }),
);

test.each<[string, unknown, number]>([
  ["no body", undefined, 5],
  ["no party", { usage: "oneway" }, 3],
  ["PINs alone", { aparty_pins: [1] }, 3],
  ["an empty side", { aparty_numbers: [A], bparty_numbers: [] }, 3],
  ["a policy", { aparty_numbers: [A], deallocation_policy: { duration: "30d" } }, 5],
  ["a connection id", { aparty_numbers: [A], connection_id: "c" }, 5],
  ["strictness", { aparty_numbers: [A], strictness: "true" }, 5],
])("a change of parties with %s is refused", (_case, body, code) =>
  expect(readPartiesChange(body)).toEqual(refusal(code)),
);
