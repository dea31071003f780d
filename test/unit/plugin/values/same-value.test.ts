import fc from "fast-check";
import { optional, type ValueType } from "../../../../src/plugin/sdk/schema";
import { Decimal, UNKNOWN, type Value } from "../../../../src/plugin/sdk/value";
import { hasUnknown, sameObject, sameValue } from "../../../../src/plugin/values/same-value";
import { objectArbitrary } from "../wire/arbitrary-value";

const nested: ValueType = { nested: { a: optional.string(""), b: optional.set("number", "") } };

test.each<[string, Value | undefined, Value | undefined, ValueType, boolean]>([
  ["null and an absent attribute", null, undefined, "string", true],
  ["null and an empty string", null, "", "string", false],
  ["unknown and unknown", UNKNOWN, UNKNOWN, "string", true],
  ["unknown and a value", UNKNOWN, "a", "string", false],
  ["sets in another order", ["a", "b"], ["b", "a"], { set: "string" }, true],
  ["lists in another order", ["a", "b"], ["b", "a"], { list: "string" }, false],
  ["sets with one element twice", ["a", "a", "b"], ["a", "b", "b"], { set: "string" }, false],
  ["sets of numbers in several forms", [1, 10n ** 20n], [new Decimal("1e20"), 1n], { set: "number" }, true],
  ["sets of lists", [["a"], ["b", "c"]], [["b", "c"], ["a"]], { set: { list: "string" } }, true],
  ["an empty set and null", [], null, { set: "string" }, false],
  ["sets with an unknown element", ["a", UNKNOWN], [UNKNOWN, "a"], { set: "string" }, true],
  ["maps with keys in another order", { a: "1", b: "2" }, { b: "2", a: "1" }, { map: "string" }, true],
  ["maps of other keys", { a: "1" }, { b: "1" }, { map: "string" }, false],
  ["a key with null and no such key", { a: null }, {}, { map: "string" }, false],
  ["a key that every object inherits", { toString: "1" }, { b: "1" }, { map: "string" }, false],
  ["nested objects with an absent attribute", { a: "x" }, { a: "x", b: null }, nested, true],
  ["nested objects with a set in another order", { a: "x", b: [1, 2] }, { a: "x", b: [2, 1] }, nested, true],
  ["nested objects that differ", { a: "x" }, { a: "y" }, nested, false],
  ["an object and a list", {}, [], nested, false],
])("%s", (_what, a, b, type, expected) => {
  expect(sameValue(a, b, type)).toBe(expected);
  expect(sameValue(b, a, type)).toBe(expected);
});

test("every value is the same as its copy", () => {
  fc.assert(
    fc.property(objectArbitrary, ({ attributes, value }) =>
      expect(sameObject(value, structuredCloneOf(value) as typeof value, attributes)).toBe(true),
    ),
  );
});

function structuredCloneOf(value: Value): Value {
  if (Array.isArray(value)) return (value as readonly Value[]).map(structuredCloneOf);
  if (typeof value === "object" && value !== null && !(value instanceof Decimal))
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, structuredCloneOf(inner)]));
  return value instanceof Decimal ? new Decimal(value.text) : value;
}

test.each<[Value, boolean]>([
  [null, false],
  [UNKNOWN, true],
  [["a", UNKNOWN], true],
  [{ a: { b: UNKNOWN } }, true],
  [{ a: [1, new Decimal("1")] }, false],
])("something unknown in it: %#", (value, expected) => expect(hasUnknown(value)).toBe(expected));
