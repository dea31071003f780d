import { isReached, type Mutant, type Report, scoreOf, tableOf } from "../../../scripts/mutate/score";

const mutant = (status: Mutant["status"], line = 1, replacement = "false"): Mutant => ({
  status,
  mutatorName: "ConditionalExpression",
  replacement,
  location: { start: { line, column: 5 } },
});
const times = (count: number, status: Mutant["status"]): Mutant[] =>
  Array.from({ length: count }, () => mutant(status));
const report = (...mutants: readonly Mutant[]): Report => ({ files: { "src/a.ts": { mutants } } });

test.each<[string, readonly Mutant[], number | null]>([
  ["killed is detected", times(4, "Killed"), 100],
  ["what never ends is detected", times(2, "Timeout"), 100],
  ["what no test notices survives", [...times(9, "Killed"), ...times(1, "Survived")], 90],
  ["what no test reaches survives", [...times(3, "Killed"), ...times(1, "NoCoverage")], 75],
  ["what a comment leaves out survives", [...times(1, "Killed"), ...times(1, "Ignored")], 50],
  ["what no test could be begun with survives", [...times(1, "Timeout"), ...times(3, "RuntimeError")], 25],
  ["what is not decided survives", [...times(1, "Pending"), ...times(1, "CompileError")], 0],
  ["no mutants, no score", [], null],
])("a room's score: %s", (_rule, mutants, score) => expect(scoreOf(report(...mutants)).score).toBe(score));

test("mutants of all files are counted, by what became of them", () => {
  const { tally, score } = scoreOf({
    files: {
      "src/a.ts": { mutants: [...times(3, "Killed"), ...times(2, "Timeout"), ...times(1, "Survived")] },
      "src/b.ts": { mutants: [...times(2, "NoCoverage"), ...times(1, "Ignored"), ...times(1, "RuntimeError")] },
    },
  });
  expect({ tally, score }).toEqual({
    tally: { killed: 3, timedOut: 2, survived: 1, uncovered: 2, excluded: 1, unjudged: 1 },
    score: 50,
  });
});

test("each survivor is listed by place, what became of it, and its change in one line", () => {
  const { survivors } = scoreOf(
    report(
      mutant("Killed"),
      mutant("Survived", 7, "if (true) {\n  }"),
      mutant("Ignored", 8, ""),
      mutant("Timeout"),
      mutant("NoCoverage", 9, "x".repeat(100)),
    ),
  );
  expect(survivors).toEqual([
    "src/a.ts:7:5 Survived ConditionalExpression: if (true) { }",
    "src/a.ts:8:5 Ignored ConditionalExpression: ",
    `src/a.ts:9:5 NoCoverage ConditionalExpression: ${"x".repeat(80)}…`,
  ]);
});

test.each([
  ["as much as is asked for", report(...times(9, "Killed"), ...times(1, "Survived")), true],
  ["less", report(...times(89, "Killed"), ...times(11, "Survived")), false],
  ["hardly less", report(...times(8996, "Killed"), ...times(1004, "Survived")), false],
  ["nothing was mutated", report(), false],
])("a room reaches 90 by 90 or more: %s", (_case, given, expected) =>
  expect(isReached(scoreOf(given), 90)).toBe(expected),
);

test("a table tells each room's counts, and its score by its target, which nothing is rounded up to", () => {
  const room = (name: string, atLeast: number, ...mutants: readonly Mutant[]) => ({
    name,
    atLeast,
    score: scoreOf(report(...mutants)),
  });
  expect(
    tableOf([
      room("rules", 90, ...times(8996, "Killed"), ...times(1000, "Survived"), ...times(4, "Ignored")),
      room("codec", 80, ...times(80, "Killed"), ...times(10, "Timeout"), ...times(10, "NoCoverage")),
      room("empty", 80),
    ]).split("\n"),
  ).toEqual([
    "       killed  timed out  survived  not covered  excluded  unjudged  score  target",
    "rules    8996          0      1000            0         4         0   89.9   >= 90  MISSED",
    "codec      80         10         0           10         0         0   90.0   >= 80     met",
    "empty       0          0         0            0         0         0   none   >= 80  MISSED",
  ]);
});
