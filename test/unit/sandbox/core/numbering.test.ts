import fc from "fast-check";
import { isE164 } from "../../../../src/domain/phone-number";
import { Numbering, STOCK_LIMIT, STOCKS } from "../../../../src/sandbox/core/numbering";
import { runs } from "../../../support/random/runs";

const index = fc.integer({ min: 0, max: STOCK_LIMIT - 1 });

test("a number tells its place again, whatever the seed", () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(...STOCKS), index, (seed, stock, place) => {
      const numbering = new Numbering(seed);
      const number = numbering.numberAt(stock, place);
      expect(isE164(number)).toBe(true);
      expect(numbering.placeOf(number)).toEqual({ stock, index: place });
    }),
    runs(60),
  );
});

test("no two numbers of a pool are alike", () => {
  const numbering = new Numbering("1");
  const all = STOCKS.flatMap((stock) => Array.from({ length: 2_000 }, (_, place) => numbering.numberAt(stock, place)));
  expect(STOCKS).toHaveLength(22);
  expect(new Set(all).size).toBe(22 * 2_000);
});

test("the same seed gives the same numbers, another one others", () => {
  const numbers = (seed: string): string[] => STOCKS.map((stock) => new Numbering(seed).numberAt(stock, 0));
  expect(numbers("7")).toEqual(numbers("7"));
  expect(numbers("7")).not.toEqual(numbers("8"));
});

test.each(["+917205827365", "+15551234567", "917205827365", "", "+91984"])("%s stands nowhere", (number) => {
  expect(new Numbering("1").placeOf(number)).toBeNull();
});
