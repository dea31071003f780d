import fc from "fast-check";
import type { Notes } from "../../../../src/plugin/sdk/resource";
import { optional } from "../../../../src/plugin/sdk/schema";
import { equalDecimals, numberFromText } from "../../../../src/plugin/values/exact-number";
import { objectFromJson } from "../../../../src/plugin/values/json-value";
import { decodeNotes, encodeNotes, parseJson } from "../../../../src/plugin/wire/json";
import { WireError } from "../../../../src/plugin/wire/wire-error";
import { runs } from "../../../support/random/runs";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

test.each<[string, string, unknown]>([
  [
    "what JavaScript says exactly",
    '{"a":[1,2.5,-0.1,9007199254740991,1e3,"x",null,true]}',
    { a: [1, 2.5, -0.1, 9007199254740991, 1000, "x", null, true] },
  ],
  ["a long integer as its text", '{"a":9007199254740993}', { a: "9007199254740993" }],
  [
    "a long fraction as its text",
    "[0.12345678901234567890,12345678.123456789]",
    ["0.12345678901234567890", "12345678.123456789"],
  ],
  ["a giant exponent as its text", "[1e999]", ["1e999"]],
  ["a number alone", "-9007199254740993", "-9007199254740993"],
  [
    "numbers wherever they may stand",
    ' {"a" : 9007199254740993,"b":[0,\n-9007199254740995 ,\t1.5E400]} ',
    { a: "9007199254740993", b: [0, "-9007199254740995", "1.5E400"] },
  ],
  ["an id of hexadecimal digits untouched", '{"id":"4e1-12e345"}', { id: "4e1-12e345" }],
  [
    "digits in a string untouched",
    '{"9007199254740993":"a \\"9007199254740993\\" b"}',
    { "9007199254740993": 'a "9007199254740993" b' },
  ],
])("JSON: %s", (_what, text, expected) => expect(parseJson(utf8(text))).toEqual(expected));

test.each([
  "",
  "{",
  "[1,]",
  '{"a":NaN}',
  "9007199254740993 9007199254740993",
  "[9007199254740993.5.1]",
  "[9007199254740993-1]",
])("JSON: %j is refused, with its length and what it came of", (text) => {
  const refused = thrownBy(() => parseJson(utf8(text)));
  expect(String(refused)).toBe(`WireError: a value is not well-formed JSON (${text.length} bytes)`);
  expect(refused).toMatchObject({ cause: { name: "SyntaxError" } });
});

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (thrown) {
    return thrown;
  }
}

test("a number is read as it stands there, however long and in whatever form", () => {
  const digits = fc.stringMatching(/^[1-9]\d{0,20}$/);
  const fraction = fc.stringMatching(/^(\.\d{1,20})?$/);
  const exponent = fc.stringMatching(/^([eE][+-]?\d{1,3})?$/);
  fc.assert(
    fc.property(fc.constantFrom("", "-"), digits, fraction, exponent, (...parts) => {
      const text = parts.join("");
      const [read] = parseJson(utf8(`[${text}]`)) as readonly [string | number];
      const exact = numberFromText(String(read));
      expect(exact !== undefined && equalDecimals(exact, numberFromText(text) ?? 0)).toBe(true);
    }),
    runs(100),
  );
});

test("JSON of invalid UTF-8 is refused", () =>
  expect(() => parseJson(Uint8Array.of(0x22, 0xff, 0x22))).toThrow(WireError));

test("any JSON without rounded numbers reads as JavaScript reads it", () => {
  fc.assert(fc.property(fc.json(), (text) => expect(parseJson(utf8(text))).toEqual(JSON.parse(text))));
});

test("notes read back as they were written", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }), (notes) => {
      const plain = JSON.parse(JSON.stringify(notes)) as Notes;
      expect(decodeNotes(encodeNotes(plain))).toEqual(plain);
    }),
  );
});

test("no notes are no bytes", () => expect(encodeNotes({}).length).toBe(0));

test.each<[string, Uint8Array | undefined]>([
  ["none", undefined],
  ["no bytes", utf8("")],
  ["damaged", utf8('{"a":')],
  ["a list", utf8("[1]")],
  ["a word", utf8('"notes"')],
  ["not text", Uint8Array.of(0xff, 0xfe)],
])("private bytes that are not ours are as good as none: %s", (_what, bytes) => expect(decodeNotes(bytes)).toEqual({}));

test.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
  "what is remembered may have the key %s",
  (key) => {
    const text = `{${JSON.stringify(key)}:{${JSON.stringify(key)}:"a"},"b":1}`;
    const notes = decodeNotes(Buffer.from(text));
    expect(Buffer.from(encodeNotes(notes)).toString()).toBe(text);
    const stored = objectFromJson(parseJson(Buffer.from(`{"map":{${JSON.stringify(key)}:"a"}}`)), {
      map: optional.map("string", ""),
    });
    expect(JSON.stringify(stored)).toBe(`{"map":{${JSON.stringify(key)}:"a"}}`);
  },
);
