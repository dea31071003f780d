import fc from "fast-check";
import { JsonScanner, MAX_DEPTH, MAX_VALUE_MEMBERS, Unreadable } from "../../../../src/report/read/json-scanner";
import { runs } from "../../../support/random/runs";

/** Why a text can't be read, or null where it can. */
function refusal(text: string | Uint8Array, read: (scanner: JsonScanner) => void = (scanner) => void scanner.skip()) {
  try {
    const scanner = new JsonScanner(typeof text === "string" ? Buffer.from(text) : text);
    read(scanner);
    scanner.end();
    return null;
  } catch (error) {
    if (error instanceof Unreadable) return error.reason.kind;
    throw error;
  }
}

/** All of a value, taken apart as far as it is made of objects and lists. */
function takenApart(scanner: JsonScanner): unknown {
  if (scanner.isObject()) {
    const members: [string, unknown][] = [];
    scanner.object((name) => members.push([name, takenApart(scanner)]));
    return Object.fromEntries(members);
  }
  if (scanner.isList()) {
    const elements: unknown[] = [];
    scanner.list(() => elements.push(takenApart(scanner)));
    return elements;
  }
  return scanner.value();
}

test("what it takes apart, or makes whole, is what JSON.parse makes", () =>
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      expect(takenApart(new JsonScanner(Buffer.from(text)))).toEqual(JSON.parse(text));
      expect(new JsonScanner(Buffer.from(text)).value()).toEqual(JSON.parse(text));
    }),
  ));

test("what it passes over is refused where JSON.parse refuses it, and there alone", () => {
  const signs = fc.constantFrom(...'[]{},:"\\ \n0123456789.eE+-tfnrualse', "\u0001", "é", "true", "null", "\\u00e9");
  const mutated = fc
    .tuple(fc.jsonValue(), fc.nat(), fc.nat(3), fc.array(signs, { maxLength: 3 }))
    .map(([value, at, cut, added]) => {
      const text = JSON.stringify(value);
      const place = at % (text.length + 1);
      return text.slice(0, place) + added.join("") + text.slice(place + cut);
    });
  fc.assert(
    fc.property(
      fc.oneof(
        mutated,
        fc.array(signs, { maxLength: 8 }).map((parts) => parts.join("")),
      ),
      (text) => {
        const isJson = (() => {
          try {
            JSON.parse(text);
            return true;
          } catch {
            return false;
          }
        })();
        expect({ text, refused: refusal(text) !== null }).toEqual({ text, refused: !isJson });
      },
    ),
    runs(100),
  );
});

test.each<[string, string | Uint8Array, string | null]>([
  ["nothing", "", "no JSON"],
  ["bytes that are no UTF-8", Buffer.from([0x22, 0xff, 0x22]), "no JSON"],
  ["a mark of the byte order", Buffer.from([0xef, 0xbb, 0xbf, 0x31]), null],
  ["two values", "1 2", "no JSON"],
  ["a text that does not end", '"abc', "no JSON"],
  ["an escape that does not end", '"\\u12', "no JSON"],
  ["a line break in a text", '"a\nb"', "no JSON"],
  ["a comma before the end", "[1,]", "no JSON"],
  ["brackets that do not fit", "[}", "no JSON"],
  ["as deep as may be", "[".repeat(MAX_DEPTH) + "]".repeat(MAX_DEPTH), null],
  ["deeper", "[".repeat(MAX_DEPTH + 1) + "]".repeat(MAX_DEPTH + 1), "too deep"],
  ["objects that are deeper", '{"a":'.repeat(MAX_DEPTH + 1) + "1" + "}".repeat(MAX_DEPTH + 1), "too deep"],
])("%s", (_what, text, kind) => expect(refusal(text)).toBe(kind));

describe("objects that are walked through", () => {
  const walk = (scanner: JsonScanner) => scanner.object(() => undefined);
  test.each<[string, string, string | null]>([
    ["a repeated key", '{"a":1,"a":2}', "repeated key"],
    ["one that is written otherwise", '{"a":1,"\\u0061":2}', "repeated key"],
    ["one that every object inherits", '{"__proto__":1,"constructor":2,"__proto__":3}', "repeated key"],
    ["these once", '{"__proto__":1,"constructor":2,"toString":3}', null],
    ["the same key in another object", '{"a":{"a":1},"b":{"a":1}}', null],
  ])("%s", (_what, text, kind) => expect(refusal(text, walk)).toBe(kind));
});

describe("values that are taken out", () => {
  const take = (scanner: JsonScanner) => void scanner.value();
  test.each<[string, string, string | null]>([
    ["a repeated key", '{"a":1,"a":2}', "repeated key"],
    ["deep within", '[{"a":[{"b":1,"c":{},"b":[2]}]}]', "repeated key"],
    ["one that is written otherwise", '{"x":{"a":1,"\\u0061":2}}', "repeated key"],
    ["one that every object inherits", '{"x":{"__proto__":1,"__proto__":[]}}', "repeated key"],
    ["these once", '{"__proto__":{},"constructor":[[],{}],"a":{"a":{"a":null}},"":[1,2,3]}', null],
  ])("%s", (_what, text, kind) => {
    expect(refusal(text, take)).toBe(kind);
    expect(refusal(text, (scanner) => void scanner.valueUpTo(1000))).toBe(kind);
  });
});

test("a single value may hold only so much", () => {
  const list = (length: number) => `[${Array(length).fill("0").join()}]`;
  const whole = (scanner: JsonScanner) => void scanner.value();
  expect(refusal(list(MAX_VALUE_MEMBERS - 1), whole)).toBeNull();
  expect(refusal(list(MAX_VALUE_MEMBERS), whole)).toBe("too large");
  expect(refusal(list(MAX_VALUE_MEMBERS))).toBeNull();
});
