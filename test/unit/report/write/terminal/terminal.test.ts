import fc from "fast-check";
import { rulesOf } from "../../../../../src/report/judge/rules";
import { planReport, type Screen } from "../../../../../src/report/plan-report";
import { columnsOf, wrapped } from "../../../../../src/report/write/terminal/columns";
import { bytes, creation, deletion, planOf, update } from "../../plan-json";

function shownOn(screen: Screen | undefined, changes: Parameters<typeof planOf>[0]): string {
  const report = planReport(
    [{ name: "plan.json", json: bytes(planOf(changes)), planFileSha256: null }],
    rulesOf({ failOn: ["delete"] }, {}),
    "terminal",
    screen === undefined ? {} : { screen },
  );
  if (report.kind === "refused") throw new Error(report.sentence);
  return report.text;
}

// The six codes that are ours, and no other.
function unpainted(text: string): string {
  return text.replace(/\p{Cc}\[(?:0|1|2|32|33|1;31)m/gu, "");
}

const CHANGES = [
  deletion({ address: 'greenvn_allocation.desk["a very long key of for_each that no narrow window can hold"]' }),
  creation({ address: "greenvn_allocation.दिल्ली" }),
  update({ green_vn: undefined }, { address: "greenvn_allocation.漢字", unknown: { green_vn: true } }),
];

test.each([32, 40, 60, 80, 110])("no line is wider than %d columns", (columns) => {
  for (const line of shownOn({ columns, colour: false }, CHANGES).split("\n"))
    expect({ line, fits: columnsOf(line) <= columns }).toEqual({ line, fits: true });
});

test("a window that is not known, or narrower or wider than can be read", () => {
  const widest = (columns: number) =>
    Math.max(...shownOn({ columns, colour: false }, CHANGES).split("\n").map(columnsOf));
  expect(widest(5)).toBeLessThanOrEqual(32);
  expect(widest(500)).toBeLessThanOrEqual(110);
  expect(shownOn(undefined, CHANGES)).toBe(shownOn({ columns: 80, colour: false }, CHANGES));
});

test("colour changes nothing but colour", () => {
  const painted = shownOn({ columns: 80, colour: true }, CHANGES);
  expect(painted.split("\n")[0]).toBe("\u001b[1;31m✗ GreenVN plan: FAILED: delete\u001b[0m");
  expect(unpainted(painted)).toBe(shownOn({ columns: 80, colour: false }, CHANGES));
});

test("what a plan holds steers no terminal, and passes for no words of the report", () => {
  const text = shownOn({ columns: 110, colour: true }, [
    creation({ address: "x\u001b[2J\u0007\u009b1A\r: harmless, nothing is given up" }),
  ]);
  expect(text).toContain("“x\\u001b[2J\\u0007\\u009b1A\\u000d: harmless, nothing is given up”");
  expect(unpainted(text)).not.toMatch(/(?!\n)\p{Cc}/u);
});

describe("wrapping", () => {
  const lines = (text: string, columns: number) =>
    wrapped([{ text }], columns).map((line) => line.map((span) => span.text).join(""));

  test.each<[string, string, number, string[]]>([
    ["at blanks", "one two three", 7, ["one two", "three"]],
    ["within a word that no line holds, which begins where it is", "ab cdefghij kl", 5, ["ab cd", "efghi", "j kl"]],
    ["wide letters take two columns", "漢字漢字", 4, ["漢字", "漢字"]],
    ["nothing", "", 5, [""]],
  ])("%s", (_what, text, columns, expected) => expect(lines(text, columns)).toEqual(expected));

  test("nothing is lost but blanks at the ends of lines, and no line is too long", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ text: fc.string({ unit: "grapheme", maxLength: 30 }) }), { maxLength: 6 }),
        fc.integer({ min: 4, max: 30 }),
        (spans, columns) => {
          const made = wrapped(spans, columns);
          const text = made.map((line) => line.map((span) => span.text).join(""));
          for (const line of text) expect(columnsOf(line)).toBeLessThanOrEqual(columns);
          expect(text.join("").replaceAll(" ", "")).toBe(
            spans
              .map((span) => span.text)
              .join("")
              .replaceAll(" ", ""),
          );
        },
      ),
    );
  });
});
