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

const NIL = 0xc0;
const nils = (count: number): number[] => Array.from({ length: count }, () => NIL);
/** A length of so many bytes. */
const length = (width: number, value: number): number[] =>
  Array.from({ length: width }, (_, index) => (index === width - 1 ? value : 0));

/** What follows each first byte that there may be, in values of two or three elements: by the specification of MessagePack. */
const FOLLOWED: readonly (readonly [string, readonly number[], (first: number) => readonly number[]])[] = [
  ["a small number", [...range(0x00, 0x7f), ...range(0xe0, 0xff)], () => []],
  ["a small map", range(0x80, 0x8f), (first) => nils(2 * (first - 0x80))],
  ["a small list", range(0x90, 0x9f), (first) => nils(first - 0x90)],
  ["a short text", range(0xa0, 0xbf), (first) => nils(first - 0xa0)],
  ["null, false, true", [0xc0, 0xc2, 0xc3], () => []],
  ["bytes", range(0xc4, 0xc6), (first) => [...length(2 ** (first - 0xc4), 3), ...nils(3)]],
  ["an extension", range(0xc7, 0xc9), (first) => [...length(2 ** (first - 0xc7), 3), ...nils(1 + 3)]],
  ["a float", range(0xca, 0xcb), (first) => nils(4 * 2 ** (first - 0xca))],
  ["a number without a sign", range(0xcc, 0xcf), (first) => nils(2 ** (first - 0xcc))],
  ["a number with a sign", range(0xd0, 0xd3), (first) => nils(2 ** (first - 0xd0))],
  ["an extension of a fixed length", range(0xd4, 0xd8), (first) => nils(1 + 2 ** (first - 0xd4))],
  ["a text", range(0xd9, 0xdb), (first) => [...length(2 ** (first - 0xd9), 3), ...nils(3)]],
  ["a list", range(0xdc, 0xdd), (first) => [...length(2 * 2 ** (first - 0xdc), 3), ...nils(3)]],
  ["a map", range(0xde, 0xdf), (first) => [...length(2 * 2 ** (first - 0xde), 2), ...nils(4)]],
];

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

test.each(FOLLOWED)(
  "%s is as long as its first byte and its length say, and not a byte shorter",
  (_what, firsts, rest) => {
    const [wrong] = firsts.filter((first) => {
      const bytes = Uint8Array.from([first, ...rest(first)]);
      // Inside a list, so that too long a claim is not met by the end of the bytes.
      const inList = Uint8Array.from([0x92, ...bytes, NIL]);
      const isWhole = claimsAreMet(bytes) && claimsAreMet(inList);
      return !isWhole || claimsAreMet(bytes.subarray(0, -1)) || claimsAreMet(inList.subarray(0, -1));
    });
    expect(wrong?.toString(16)).toBeUndefined();
  },
);

test("each first byte but the unused one is among them, once", () =>
  expect(FOLLOWED.flatMap(([, firsts]) => firsts).sort((one, other) => one - other)).toEqual(
    range(0x00, 0xff).filter((first) => first !== 0xc1),
  ));

test("a length counts each of its bytes", () => {
  const long = (first: number, count: number) => Uint8Array.from([first, 0, 0, 1, 1, ...nils(count)]);
  expect([257, 256].map((count) => claimsAreMet(long(0xdb, count)))).toEqual([true, false]);
  expect([257, 256].map((count) => claimsAreMet(long(0xdd, count)))).toEqual([true, false]);
  expect([514, 513].map((count) => claimsAreMet(long(0xdf, count)))).toEqual([true, false]);
});

test("nested headers that claim a million elements each are refused at the second", () => {
  const header = [0xdd, 0, 0x0f, 0xff, 0xff];
  expect(claimsAreMet(Uint8Array.from({ length: 1_500_000 }, (_, index) => header[index % 5] ?? 0))).toBe(false);
});

test.each([
  ["the type that is not used", [0xc1]],
  ["the type that is not used, and a byte behind it", [0xc1, 0xc0]],
  ["a map that claims more than there is", [0xdf, 0xff, 0xff, 0xff, 0xff, 0xc0]],
  ["a string that claims more than there is", [0xdb, 0xff, 0xff, 0xff, 0xff, 0x61]],
  ["an extension without its code", [0xc7, 0]],
])("%s", (_what, bytes) => expect(claimsAreMet(Uint8Array.from(bytes))).toBe(false));
