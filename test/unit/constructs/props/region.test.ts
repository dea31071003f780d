import { readFileSync } from "node:fs";
import path from "node:path";
import { NumberType, Region } from "../../../../src";
import { NUMBER_TYPES } from "../../../../src/domain/number-type";
import { REGIONS } from "../../../../src/domain/region";

test("an editor shows what each region means, in the provider's own words", () => {
  const source = readFileSync(
    path.join(__dirname, "..", "..", "..", "..", "src", "constructs", "props", "region.ts"),
    "utf8",
  );
  const shown = Object.fromEntries(
    [...source.matchAll(/\/\*\* (.+) \*\/\n {2}([A-Z]{2}): "\2"/g)].map(
      ([, meaning, code]) => [String(code), meaning] as const,
    ),
  );
  expect(shown).toEqual(REGIONS);
  expect(Object.values(Region)).toEqual(Object.keys(REGIONS));
});

test("the kinds of number are the provider's", () => expect(Object.values(NumberType)).toEqual([...NUMBER_TYPES]));
