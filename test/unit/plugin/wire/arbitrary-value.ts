import fc from "fast-check";
import type { Attributes, AttributeType, ValueType } from "../../../../src/plugin/sdk/schema";
import { UNKNOWN, type Value } from "../../../../src/plugin/sdk/value";
import { numberFromText } from "../../../../src/plugin/values/exact-number";
import type { ObjectValue } from "../../../../src/plugin/values/same-value";

const name = fc.stringMatching(/^[a-z][a-z_]{0,8}$/);

const type: fc.Arbitrary<AttributeType> = fc.letrec<{ type: AttributeType }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom("string" as const, "number" as const, "bool" as const),
    tie("type").map((list) => ({ list })),
    tie("type").map((set) => ({ set })),
    tie("type").map((map) => ({ map })),
  ),
})).type;

/** Attributes of any types, one level of them nested. */
export const attributesArbitrary: fc.Arbitrary<Attributes> = attributesOf(
  fc.oneof({ weight: 4, arbitrary: type }, { weight: 1, arbitrary: attributesOf(type).map((nested) => ({ nested })) }),
);

function attributesOf(types: fc.Arbitrary<ValueType>): fc.Arbitrary<Attributes> {
  return fc.dictionary(
    name,
    types.map((one) => ({ origin: "optional" as const, type: one, description: "" })),
    { maxKeys: 5 },
  );
}

/** Numbers of every kind that Terraform knows, each in its one exact form. */
export const numberArbitrary = fc
  .oneof(
    fc.integer(),
    fc.maxSafeInteger(),
    fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }),
    fc
      .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.nat(30))
      .map(([digits, places]) => `${digits}e-${places}`),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  )
  .map((number) => numberFromText(String(number)) ?? 0);

function valueOf(one: ValueType): fc.Arbitrary<Value> {
  const known = (): fc.Arbitrary<Value> => {
    if (one === "string") return fc.string({ unit: "grapheme" });
    if (one === "number") return numberArbitrary;
    if (one === "bool") return fc.boolean();
    if ("nested" in one) return objectOf(one.nested);
    if ("map" in one)
      return fc.dictionary(
        fc.oneof(
          { weight: 9, arbitrary: fc.string({ unit: "grapheme" }) },
          fc.constantFrom("__proto__", "constructor"),
        ),
        valueOf(one.map),
        { maxKeys: 4, noNullPrototype: true },
      );
    return fc.array(valueOf("set" in one ? one.set : one.list), { maxLength: 4 });
  };
  return fc.oneof({ weight: 6, arbitrary: known() }, { weight: 1, arbitrary: fc.constantFrom(null, UNKNOWN) });
}

function objectOf(attributes: Attributes): fc.Arbitrary<ObjectValue> {
  return fc.record(
    Object.fromEntries(Object.entries(attributes).map(([key, attribute]) => [key, valueOf(attribute.type)])),
  );
}

/** A schema's attributes, and an object that has them all. */
export const objectArbitrary = attributesArbitrary.chain((attributes) =>
  objectOf(attributes).map((value) => ({ attributes, value })),
);
