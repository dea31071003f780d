import fc from "fast-check";
import { durationSeconds, sameDuration } from "../../../src/domain/duration";

test.each([
  ["600s", 600n],
  ["10m", 600n],
  ["12h", 43_200n],
  ["30d", 2_592_000n],
  ["170d", 14_688_000n],
  ["1s", 1n],
  ["999999999999999999d", 86_399_999_999_999_999_913_600n],
  ["0d", null],
  ["030d", null],
  ["30", null],
  ["d", null],
  ["30D", null],
  ["30 d", null],
  ["-30d", null],
  ["1.5h", null],
  ["1h30m", null],
  ["30d\n", null],
  ["1000000000000000000s", null],
  ["-1", null],
  ["", null],
])("%j lasts %s seconds", (text, expected) => expect(durationSeconds(text)).toBe(expected));

test.each([
  ["600s", "10m", true],
  ["24h", "1d", true],
  ["1d", "86400s", true],
  ["30d", "30d", true],
  ["30d", "31d", false],
  ["30d", "30h", false],
  ["never", "never", true],
  ["never", "always", false],
])("%s and %s are equally long: %s", (one, other, expected) => {
  expect(sameDuration(one, other)).toBe(expected);
  expect(sameDuration(other, one)).toBe(expected);
});

const amount = fc.integer({ min: 1, max: 1_000_000 });

test("a length may be written in any smaller unit", () => {
  const ways = fc.constantFrom(
    ["d", "h", 24],
    ["d", "m", 1440],
    ["d", "s", 86_400],
    ["h", "m", 60],
    ["h", "s", 3600],
    ["m", "s", 60],
  ) as fc.Arbitrary<[string, string, number]>;
  fc.assert(
    fc.property(amount, ways, (count, [large, small, factor]) =>
      expect(sameDuration(`${count}${large}`, `${count * factor}${small}`)).toBe(true),
    ),
  );
});

test("whatever text: a length above zero, or none", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.tuple(fc.string(), fc.constantFrom("d", "h", "m", "s")).map(([text, unit]) => text + unit),
      ),
      (text) => expect(durationSeconds(text) ?? 1n).toBeGreaterThan(0n),
    ),
  );
});
