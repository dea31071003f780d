import { optional } from "../../../../src/plugin/sdk/schema";
import type { ObjectValue } from "../../../../src/plugin/values/same-value";
import {
  readConfig,
  readDynamic,
  readRawState,
  readValue,
  rewriteDynamic,
  sameBytes,
  writeDynamic,
} from "../../../../src/plugin/wire/dynamic-value";
import { encodeValue } from "../../../../src/plugin/wire/msgpack-value";

const attributes = { a: optional.string(""), n: optional.number(""), o: optional.nested({ b: optional.bool("") }, "") };
const json = (text: string) => ({ msgpack: undefined, json: new TextEncoder().encode(text) });

test.each([
  [
    "an object",
    json('{"a":"x","n":9007199254740993,"o":{"b":true}}'),
    { a: "x", n: 9007199254740993n, o: { b: true } },
  ],
  ["an object with less than all", json('{"a":"x"}'), { a: "x", n: null, o: null }],
  ["null", json("null"), null],
  ["nothing", undefined, null],
  ["empty bytes", { msgpack: new Uint8Array(0), json: undefined }, null],
  ["empty bytes in both forms", { msgpack: new Uint8Array(0), json: new Uint8Array(0) }, null],
  [
    "an object beside empty MessagePack",
    { ...json('{"a":"x"}'), msgpack: new Uint8Array(0) },
    { a: "x", n: null, o: null },
  ],
])("JSON: %s", (_what, value, expected) => expect(readDynamic(value, attributes)).toEqual(expected));

test("what is written is MessagePack", () => {
  const written = writeDynamic({ a: "x" }, attributes);
  expect(readDynamic({ msgpack: written.msgpack, json: undefined }, attributes)).toEqual({ a: "x", n: null, o: null });
  expect(written.json).toBeUndefined();
});

test.each([
  ["the same value", writeDynamic({ a: "x" }, attributes), writeDynamic({ a: "x" }, attributes), true],
  ["null twice", writeDynamic(null, attributes), writeDynamic(null, attributes), true],
  ["another value", writeDynamic({ a: "x" }, attributes), writeDynamic({ a: "y" }, attributes), false],
  ["more of it", writeDynamic({ a: "x" }, attributes), writeDynamic({ a: "xx" }, attributes), false],
  ["the same JSON", json('{"a":"x"}'), json('{"a":"x"}'), false],
  ["empty bytes", { msgpack: new Uint8Array(0) }, { msgpack: new Uint8Array(0) }, false],
  ["nothing", undefined, undefined, false],
])("sent as the same MessagePack: %s", (_which, one, other, expected) => {
  const sent = (value: typeof one) =>
    value === undefined ? undefined : { json: undefined, msgpack: undefined, ...value };
  expect(sameBytes(sent(one), sent(other))).toBe(expected);
});

const whole = (value: ObjectValue): ObjectValue => ({ a: null, n: null, o: null, ...value });

test.each([
  ["the same value", writeDynamic({ a: "x" }, attributes), whole({ a: "x" }), "as it came"],
  ["another value", writeDynamic({ a: "x" }, attributes), whole({ a: "y" }), "written"],
  ["another value in it", writeDynamic({ o: { b: true } }, attributes), whole({ o: { b: null } }), "written"],
  ["nothing is left of it", writeDynamic({ a: "x" }, attributes), null, "written"],
  ["there was none before", writeDynamic(null, attributes), whole({ a: "x" }), "written"],
  ["there is none still", writeDynamic(null, attributes), null, "written"],
  ["it came as JSON", json('{"a":"x"}'), whole({ a: "x" }), "written"],
  ["as JSON beside no MessagePack", { ...json('{"a":"x"}'), msgpack: new Uint8Array(0) }, whole({ a: "x" }), "written"],
  ["nothing was sent", undefined, whole({ a: "x" }), "written"],
])("written again: %s", (_which, given, value, expected) => {
  const sent = given === undefined ? undefined : { json: undefined, msgpack: undefined, ...given };
  const written = rewriteDynamic(value, { sent, read: readDynamic(sent, attributes) }, attributes);
  expect(written === sent).toBe(expected === "as it came");
  expect(readDynamic({ json: undefined, msgpack: undefined, ...written }, attributes)).toEqual(value);
});

test.each([
  ["MessagePack", { json: undefined, msgpack: encodeValue("x", "string") }, "x"],
  ["MessagePack beside JSON", { ...json('"y"'), msgpack: encodeValue("x", "string") }, "x"],
  ["JSON", json('"x"'), "x"],
  ["JSON beside empty MessagePack", { ...json('"x"'), msgpack: new Uint8Array(0) }, "x"],
  ["JSON that is null", json("null"), null],
  ["empty JSON", json(""), null],
  ["neither", { json: undefined, msgpack: undefined }, null],
  ["nothing", undefined, null],
])("one value: %s", (_which, value, expected) => expect(readValue(value, "string")).toBe(expected));

test("JSON that is no value of the type is one clear error", () =>
  expect(String(thrownBy(() => readValue(json("1"), { list: "string" })))).toMatch(/^WireError: .*is not a list$/));

test("a missing configuration has every attribute null", () =>
  expect(readConfig(undefined, attributes)).toEqual({ a: null, n: null, o: null }));

test("JSON of another type is one clear error that names the attribute, and keeps what it came of", () => {
  const thrown = thrownBy(() => readDynamic(json('{"o":{"b":"yes"}}'), attributes));
  expect(String(thrown)).toBe("WireError: o.b is not a bool");
  expect(thrown).toMatchObject({ cause: { where: "o.b" } });
});

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (thrown) {
    return thrown;
  }
}

test.each([
  ["none at all", undefined, undefined],
  ["one in the form of Terraform before 0.12", { json: undefined }, undefined],
  ["empty bytes", { json: new Uint8Array(0) }, undefined],
  ["an object", { json: json('{"a":"x","n":9007199254740993}').json }, { a: "x", n: "9007199254740993" }],
])("the JSON of a stored state: %s", (_which, state, expected) => expect(readRawState(state)).toEqual(expected));
