import { decode, Decoder, encode, ExtData } from "@msgpack/msgpack";
import fc from "fast-check";
import { optional, type ValueType } from "../../../../src/plugin/sdk/schema";
import { Decimal, UNKNOWN, type Value } from "../../../../src/plugin/sdk/value";
import { sameObject, sameValue } from "../../../../src/plugin/values/same-value";
import { decodeObject, decodeValue, encodeObject, encodeValue } from "../../../../src/plugin/wire/msgpack-value";
import { WireError } from "../../../../src/plugin/wire/wire-error";
import { attributesArbitrary, numberArbitrary, objectArbitrary } from "./arbitrary-value";

const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);

test("an object of any schema reads back as it was written", () => {
  fc.assert(
    fc.property(objectArbitrary, ({ attributes, value }) =>
      expect(decodeObject(encodeObject(value, attributes), attributes)).toEqual(value),
    ),
  );
});

test.each(["__proto__", "constructor", "toString", "hasOwnProperty", "__defineGetter__", "valueOf"])(
  "a map may have the key %s, and nothing but the map changes by it",
  (key) => {
    const type = { map: { map: "string" } } as const;
    const json = `{ "a": {}, ${JSON.stringify(key)}: { ${JSON.stringify(key)}: "text", "other9key": "b" } }`;
    const value = JSON.parse(json) as Value;
    const read = decodeValue(encodeValue(value, type), type);
    expect(JSON.stringify(read)).toBe(JSON.stringify(value));
    expect(sameValue(read, value, type)).toBe(true);
    expect(sameValue(read, { a: {} }, type)).toBe(false);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    // The same bytes in values and numbers are those.
    const bytes = { list: "number" } as const;
    expect(decodeValue(encodeValue([...Buffer.from("__proto__")], bytes), bytes)).toEqual([
      ...Buffer.from("__proto__"),
    ]);
  },
);

test("an object has no attribute __proto__, unless its schema says so", () => {
  const attributes = { a: optional.string("") };
  const given = Buffer.concat([bytes(0x81, 0xa9), Buffer.from("__proto__"), bytes(0xc0)]);
  expect(() => decodeObject(given, attributes)).toThrow(
    new WireError("a value has an attribute that the schema does not have"),
  );
});

test("a number reads back exactly, however long", () => {
  fc.assert(
    fc.property(numberArbitrary, (number) =>
      expect(decodeValue(encodeValue(number, "number"), "number")).toEqual(number),
    ),
  );
});

test("a double that Terraform sends keeps its binary value", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (double) => {
      const value = decodeValue(Buffer.concat([bytes(0xcb), doubleBytes(double)]), "number");
      const text = decode(encodeValue(value, "number"));
      expect(Number(text)).toBe(double + 0);
    }),
  );
});

function doubleBytes(double: number): Buffer {
  const buffer = Buffer.alloc(8);
  buffer.writeDoubleBE(double);
  return buffer;
}

test.each<[string, Uint8Array, ValueType, Value]>([
  ["null", bytes(0xc0), "string", null],
  ["an unknown of code 0", bytes(0xd4, 0, 0), "string", UNKNOWN],
  ["an unknown with refinements", encode(new ExtData(12, bytes(0x81, 1, 0xc2))), "string", UNKNOWN],
  ["an unknown of the code that MessagePack has for times", bytes(0xd6, 0xff, 0, 0, 0, 1), "number", UNKNOWN],
  ["an unknown element", bytes(0x92, 0xa1, 0x61, 0xd4, 0, 0), { set: "string" }, ["a", UNKNOWN]],
  ["the largest safe integer", encode(Number.MAX_SAFE_INTEGER), "number", Number.MAX_SAFE_INTEGER],
  ["an integer of 64 bits", bytes(0xcf, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff), "number", 2n ** 64n - 1n],
  ["a negative integer of 64 bits", bytes(0xd3, 0x80, 0, 0, 0, 0, 0, 0, 0), "number", -(2n ** 63n)],
  ["a decimal string", encode("12345678901234567890.5"), "number", new Decimal("12345678901234567890.5")],
  ["a decimal string that a number says", encode("0.1"), "number", 0.1],
  ["a short text for a giant number", encode("1e999999999"), "number", new Decimal("1e999999999")],
])("%s is read", (_what, given, type, expected) => expect(decodeValue(given, type)).toEqual(expected));

test.each<[string, Value, ValueType, unknown]>([
  ["an unknown has code 0 and a payload of one byte", UNKNOWN, "string", new ExtData(0, bytes(0))],
  ["a fraction is a decimal string, for its binary form is another number", 0.1, "number", "0.1"],
  ["a long integer is a decimal string", 2n ** 80n, "number", "1208925819614629174706176"],
  ["an integer in a double is a decimal string", 1e21, "number", "1000000000000000000000"],
  ["an integer is itself", -7, "number", -7],
  ["an infinity is itself", Infinity, "number", Infinity],
  ["half a surrogate pair is replaced", "a\ud800b", "string", "a\ufffdb"],
])("%s", (_what, given, type, expected) => expect(decode(encodeValue(given, type))).toEqual(expected));

test.each<[string, Value, ValueType, string]>([
  ["a number for a string", 7, "string", "a value is not a string"],
  ["a string for a bool", "true", "bool", "a value is not a bool"],
  ["a string for a number", "7", "number", "a value is not a number"],
  ["NaN", NaN, "number", "a value is not a number"],
  ["a string for an object", "x", { nested: { a: optional.string("") } }, "a value is not an object"],
  ["a list for a map", [], { map: "string" }, "a value is not a map"],
  ["a string for a set", "x", { set: "string" }, "a value is not a set"],
  ["a string for a list", "x", { list: "string" }, "a value is not a list"],
  [
    "a wrong attribute of a nested object",
    { o: { a: 1 } },
    { nested: { o: optional.nested({ a: optional.string("") }, "") } },
    "o.a is not a string",
  ],
  ["a wrong element", { a: ["x", 1] }, { nested: { a: optional.set("string", "") } }, "a is not a string"],
])("%s is not written: one clear error", (_what, given, type, message) =>
  expect(thrownBy(() => encodeValue(given, type))).toBe(`WireError: ${message}`),
);

test("no object is null, both ways", () => {
  expect([...encodeObject(null, {})]).toEqual([0xc0]);
  expect(decodeObject(bytes(0xc0), { a: optional.string("") })).toBeNull();
});

test("an absent attribute is written as null", () => {
  const attributes = { a: optional.string(""), b: optional.nested({ c: optional.number("") }, "") };
  expect(decode(encodeObject({ b: {} }, attributes))).toEqual({ a: null, b: { c: null } });
});

test.each<[string, Uint8Array, ValueType, string]>([
  ["no bytes", bytes(), "string", "a value is not well-formed MessagePack (0 bytes)"],
  ["cut short", bytes(0xa5, 0x61), "string", "a value is not well-formed MessagePack (2 bytes)"],
  ["bytes behind the value", bytes(0xc0, 0xc0), "string", "a value is not well-formed MessagePack (2 bytes)"],
  [
    "a list that claims four thousand million elements",
    bytes(0xdd, 0xff, 0xff, 0xff, 0xff),
    { list: "string" },
    "a value is not well-formed MessagePack (5 bytes)",
  ],
  ["a number for a string", bytes(7), "string", "a value is not a string"],
  ["half a surrogate pair", bytes(0xa3, 0xed, 0xa0, 0x80), "string", "a value is not well-formed text"],
  ["a broken character", bytes(0xa4, 0xf0, 0x4d, 0xa0, 0x80), "string", "a value is not well-formed text"],
  [
    "half a surrogate pair as a key",
    bytes(0x81, 0xa3, 0xed, 0xbf, 0xbf, 0xc0),
    { map: "string" },
    "a value is not well-formed text",
  ],
  ["a word for a number", encode("seven"), "number", "a value is not a number"],
  ["NaN", encode(NaN), "number", "a value is not a number"],
  ["a string for a bool", encode("true"), "bool", "a value is not a bool"],
  ["a list with a number for a number", encode(["7"]), "number", "a value is not a number"],
  ["a map for a list", encode({}), { list: "string" }, "a value is not a list"],
  ["a map for a set", encode({}), { set: "string" }, "a value is not a set"],
  ["a string for an object", encode("x"), { nested: {} }, "a value is not an object"],
  ["a list for an object", encode([]), { nested: {} }, "a value is not an object"],
  ["bytes for a map", encode(bytes(1)), { map: "number" }, "a value is not a map"],
  ["bytes for an object", encode(bytes()), { nested: {} }, "a value is not an object"],
  ["a list for a map", encode([]), { map: "string" }, "a value is not a map"],
  [
    "a wrong attribute of a nested object",
    encode({ a: 1 }),
    { nested: { a: optional.string("") } },
    "a is not a string",
  ],
  [
    "a wrong attribute of an object in an object",
    encode({ o: { a: 1 } }),
    { nested: { o: optional.nested({ a: optional.string("") }, "") } },
    "o.a is not a string",
  ],
  [
    "an attribute that the schema of an object in an object does not have",
    encode({ o: { z: 1 } }),
    { nested: { o: optional.nested({}, "") } },
    "o has an attribute that the schema does not have",
  ],
  [
    "half a surrogate pair as a key beside __proto__",
    Buffer.concat([bytes(0x82, 0xa9), Buffer.from("__proto__"), bytes(0xc0, 0xa3, 0xed, 0xbf, 0xbf, 0xc0)]),
    { map: "string" },
    "a value is not well-formed text",
  ],
  [
    "half a surrogate pair in a key that is as long as __proto__, beside it",
    Buffer.concat([
      bytes(0x82, 0xa9),
      Buffer.from("__proto__"),
      bytes(0xc0, 0xa9, 0xed, 0xbf, 0xbf),
      Buffer.from("abcdef"),
      bytes(0xc0),
    ]),
    { map: "string" },
    "a value is not well-formed MessagePack (23 bytes)",
  ],
  [
    "an attribute that the schema does not have",
    encode({ z: 1 }),
    { nested: { a: optional.string("") } },
    "a value has an attribute that the schema does not have",
  ],
])("%s is one clear error", (_what, given, type, message) =>
  expect(thrownBy(() => decodeValue(given, type))).toBe(`WireError: ${message}`),
);

function thrownBy(work: () => unknown): string {
  try {
    return `nothing, but ${String(work())}`;
  } catch (thrown) {
    return String(thrown);
  }
}

test("what is not well-formed keeps what it came of", () => {
  let thrown: unknown;
  try {
    decodeValue(bytes(0xc0, 0xc0), "string");
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({ cause: { name: "RangeError" } });
});

test("headers that claim more than there is never reach the decoder, which would set memory aside for them", () => {
  const decode = jest.spyOn(Decoder.prototype, "decode");
  expect(() => decodeValue(bytes(0xdd, 0, 0x0f, 0xff, 0xff), { list: "string" })).toThrow(WireError);
  expect(decode).not.toHaveBeenCalled();
  decode.mockRestore();
});

test("any bytes are read, or refused with one kind of error", () => {
  fc.assert(
    fc.property(attributesArbitrary, fc.uint8Array({ maxLength: 200 }), (attributes, given) => {
      expectOnlyWireErrors(() => decodeObject(given, attributes));
    }),
  );
});

test.each([
  ["as it comes", {}],
  ["where half a surrogate pair comes of it", { seed: -1873096740 }],
])("a damaged value is read as something, or refused with one kind of error: %s", (_which, parameters) => {
  fc.assert(
    fc.property(objectArbitrary, fc.nat(), fc.nat(255), ({ attributes, value }, at, byte) => {
      const damaged = encodeObject(value, attributes);
      damaged[at % damaged.length] = byte;
      expectOnlyWireErrors(() => {
        const read = decodeObject(damaged, attributes);
        if (read !== null)
          expect(sameObject(read, decodeObject(encodeObject(read, attributes), attributes) ?? {}, attributes)).toBe(
            true,
          );
      });
    }),
    parameters,
  );
});

function expectOnlyWireErrors(work: () => void): void {
  try {
    work();
  } catch (thrown) {
    if (!(thrown instanceof WireError)) throw thrown;
  }
}
