import fc from "fast-check";
import { errorAt, warningAt } from "../../../src/domain/declared/problem";
import { printable } from "../../../src/domain/printable";
import { isKnownRegion, regionList } from "../../../src/domain/region";
import { isUnknown, UNKNOWN } from "../../../src/domain/unknown";
import { anyText } from "../../support/random/any-text";

const of = (...codes: number[]): string => String.fromCodePoint(...codes);

test.each([
  ["plain text", "No free number.", "No free number."],
  ["letters of other scripts", "नंबर नहीं है ✓", "नंबर नहीं है ✓"],
  ["line feeds stay", "one\ntwo", "one\ntwo"],
  ["carriage returns go", "right\r\nwrong", "right\nwrong"],
  ["terminal escapes", `${of(0x1b)}[31mred${of(0x9b)}0m`, "[31mred0m"],
  ["bells, backspaces and deletes", `a${of(7)}b${of(8)}c${of(0x7f)}`, "abc"],
  ["tabs and zeros", `a${of(9)}b${of(0)}`, "ab"],
  ["marks that turn the direction of reading", `a${of(0x202e)}b${of(0x2066)}c${of(0x200f)}`, "abc"],
  ["marks of no width", `a${of(0x200b)}b${of(0xfeff)}`, "ab"],
  ["line and paragraph separators", `a${of(0x2028)}b${of(0x2029)}`, "ab"],
  ["invisible tags", `a${of(0xe0041)}b`, "ab"],
])("text that may be shown: %s", (_what, text, expected) => expect(printable(text)).toBe(expected));

test("what may be shown may be shown again, and no byte of it steers a terminal", () => {
  fc.assert(
    fc.property(anyText(), (text) => {
      const shown = printable(text);
      expect(printable(shown)).toBe(shown);
      expect([...shown].filter((character) => character < " " && character !== "\n")).toEqual([]);
    }),
  );
});

test.each([
  ["MU", true],
  ["AP", true],
  ["XX", false],
  ["mu", false],
  ["", false],
  ["toString", false],
])("%s is a region that is known: %s", (code, expected) => expect(isKnownRegion(code)).toBe(expected));

test("the regions that the API documents", () =>
  expect(regionList.split(", ").sort()).toEqual(["AP", "DL", "GJ", "KA", "KL", "MH", "MP", "MU", "RJ", "TN", "WB"]));

test.each([
  [
    "an error with a value",
    errorAt(["usage"], "is wrong", 'b"'),
    { severity: "error", path: ["usage"], expected: "is wrong", value: '"b\\""' },
  ],
  [
    "an error of null",
    errorAt(["usage"], "is null", null),
    { severity: "error", path: ["usage"], expected: "is null", value: "null" },
  ],
  [
    "a warning without a value",
    warningAt(["a", "b"], "is odd"),
    { severity: "warning", path: ["a", "b"], expected: "is odd" },
  ],
])("%s", (_what, problem, expected) => expect(problem).toStrictEqual(expected));

test("one value alone is unknown, whoever makes it", () => {
  expect([UNKNOWN, Symbol.for("terraform.value.unknown")].map(isUnknown)).toEqual([true, true]);
  expect([undefined, null, "", 0, Symbol("terraform.value.unknown")].map(isUnknown)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});
