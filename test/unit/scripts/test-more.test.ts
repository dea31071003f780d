import { type Check, runChecks } from "../../../scripts/test-more/check";

const passing = (name: string): Check => ({ name, what: "holds", run: async (say) => say("at work") });
const failing = (name: string): Check => ({
  name,
  what: "does not hold",
  run: async () => Promise.reject(new Error("it is broken")),
});

test.each<[string, readonly Check[], { passed: number; failed: number }, string]>([
  ["all pass", [passing("a"), passing("b")], { passed: 2, failed: 0 }, "2 passed, 0 failed"],
  [
    "what comes after a failure is run too",
    [failing("a"), passing("b")],
    { passed: 1, failed: 1 },
    "1 passed, 1 failed",
  ],
  ["none", [], { passed: 0, failed: 0 }, "0 passed, 0 failed"],
])("checks are counted, and the count is the last line: %s", async (_case, checks, count, line) => {
  const said: string[] = [];
  expect(await runChecks(checks, (text) => said.push(text))).toEqual(count);
  expect(said.at(-1)).toBe(line);
});

test("each check says what it is about, and how it ended", async () => {
  const said: string[] = [];
  await runChecks([passing("a"), failing("b")], (text) => said.push(text));
  expect(said).toEqual([
    "== a: holds",
    "at work",
    "passed: a, in 0 s",
    "== b: does not hold",
    "it is broken",
    "failed: b, in 0 s",
    "1 passed, 1 failed",
  ]);
});
