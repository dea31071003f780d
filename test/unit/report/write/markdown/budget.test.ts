import fc from "fast-check";
import { fit, type Section } from "../../../../../src/report/write/markdown/budget";

const leftOut = (rows: number) => `(${rows} left out)\n`;
const section = (rows: readonly string[], more: Partial<Section> = {}): Section => ({
  head: "head\n",
  rows: rows.length,
  row: (index) => rows[index] ?? "",
  foot: "foot\n",
  leftOut,
  ...more,
});

test("all of it where it fits", () =>
  expect(fit([section(["a\n", "b\n"]), section([])], 1_000)).toBe("head\na\nb\nfoot\nhead\nfoot\n"));

test("whole rows, and how many are missing", () => {
  const text = fit([section(Array.from({ length: 100 }, () => `${"x".repeat(99)}\n`))], 2_000);
  expect(text).toMatch(/^head\n(?:x{99}\n){17}\(83 left out\)\nfoot\n$/);
});

test("later sections keep what is reserved for them", () => {
  const text = fit(
    [
      section(Array.from({ length: 1_000 }, () => "first\n")),
      section(
        Array.from({ length: 100 }, () => "second\n"),
        { reservedBytes: 70 },
      ),
    ],
    2_000,
  );
  expect(text.match(/second/g)).toHaveLength(10);
});

test("below a section that is cut, nothing takes the rest of the space", () => {
  const text = fit(
    [
      section(Array.from({ length: 100 }, () => `${"x".repeat(99)}\n`)),
      section(["a\n", "b\n"], { reservedBytes: 0 }),
      section(["c\n"], { reservedBytes: 2 }),
    ],
    2_500,
  );
  expect(text).toMatch(/left out\)\nfoot\nhead\n\(2 left out\)\nfoot\nhead\nc\nfoot\n$/);
});

test("never more than the space, in bytes, and never half a row", () => {
  const row = fc.string({ unit: "grapheme", maxLength: 80 }).map((text) => `${text.replace(/\n/g, "")}\n`);
  fc.assert(
    fc.property(
      fc.array(fc.array(row, { maxLength: 60 }), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1_500, max: 6_000 }),
      (sections, maxBytes) => {
        const text = fit(
          sections.map((rows) => section(rows)),
          maxBytes,
        );
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxBytes);
        const known = new Set(["head", "foot", ...sections.flat().map((line) => line.slice(0, -1))]);
        expect(
          text
            .split("\n")
            .slice(0, -1)
            .every((line) => known.has(line) || /^\(\d+ left out\)$/.test(line)),
        ).toBe(true);
      },
    ),
  );
});
