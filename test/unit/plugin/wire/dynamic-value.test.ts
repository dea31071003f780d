import { optional } from "../../../../src/plugin/sdk/schema";
import { readConfig, readDynamic, readRawState, writeDynamic } from "../../../../src/plugin/wire/dynamic-value";
import { WireError } from "../../../../src/plugin/wire/wire-error";

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
])("JSON: %s", (_what, value, expected) => expect(readDynamic(value, attributes)).toEqual(expected));

test("what is written is MessagePack", () => {
  const written = writeDynamic({ a: "x" }, attributes);
  expect(readDynamic({ msgpack: written.msgpack, json: undefined }, attributes)).toEqual({ a: "x", n: null, o: null });
  expect(written.json).toBeUndefined();
});

test("a missing configuration has every attribute null", () =>
  expect(readConfig(undefined, attributes)).toEqual({ a: null, n: null, o: null }));

test("JSON of another type is one clear error that names the attribute", () => {
  expect(() => readDynamic(json('{"o":{"b":"yes"}}'), attributes)).toThrow(
    new WireError("o.b is not a bool", { cause: undefined }).message,
  );
});

test("a stored state without JSON is undefined", () => expect(readRawState({ json: undefined })).toBeUndefined());
