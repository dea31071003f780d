import { encode, ExtData } from "@msgpack/msgpack";
import fc from "fast-check";
import { claimsAreMet } from "../../../../src/plugin/wire/msgpack-claims";

const anything = fc.oneof(
  fc
    .anything({ withBigInt: false, withNullPrototype: false, withDate: false })
    .map((value) => JSON.parse(JSON.stringify(value ?? null) ?? "null") as unknown),
  fc.uint8Array({ maxLength: 70_000 }),
  fc.uint8Array({ maxLength: 300 }).map((data) => new ExtData(12, data)),
  fc.double(),
  fc.integer(),
  fc.string({ maxLength: 70_000, size: "max" }),
  fc.array(fc.nat(300), { maxLength: 70_000, size: "medium" }),
);

test("all that is well-formed passes, and nothing that is cut", () => {
  fc.assert(
    fc.property(anything, fc.nat(), (value, at) => {
      const bytes = encode(value);
      expect(claimsAreMet(bytes)).toBe(true);
      expect(claimsAreMet(bytes.subarray(0, at % bytes.length))).toBe(false);
    }),
  );
});

test("nested headers that claim a million elements each are refused at the second", () => {
  const header = [0xdd, 0, 0x0f, 0xff, 0xff];
  expect(claimsAreMet(Uint8Array.from({ length: 1_500_000 }, (_, index) => header[index % 5] ?? 0))).toBe(false);
});

test.each([
  ["the type that is not used", [0xc1]],
  ["a map that claims more than there is", [0xdf, 0xff, 0xff, 0xff, 0xff, 0xc0]],
  ["a string that claims more than there is", [0xdb, 0xff, 0xff, 0xff, 0xff, 0x61]],
  ["an extension without its code", [0xc7, 0]],
])("%s", (_what, bytes) => expect(claimsAreMet(Uint8Array.from(bytes))).toBe(false));
