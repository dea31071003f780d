import path from "node:path";
import type { Check } from "./check";
import { type JestReport, REAL, reportOfJest, testsOf } from "./jest";

const LONGEST_MS = 20 * 60_000;
const TESTS = ["first-project.test.ts", "pipelines.test.ts"].map((name) => path.join("test", "e2e", "init", name));
/** The tests that `npm test` leaves out, wholly or in part, and how many there are of each. */
const LEFT_OUT: readonly (readonly [title: RegExp, count: number])[] = [
  [/^every language with every pipeline, by a real npm install /, 12],
  [/^on GitHub, with /, 2],
  [/^under Atlantis, with /, 2],
];

/** All projects that `greenvn init` writes, with the packages that a registry has: `npm test` types three of them. */
export const firstProjects: Check = {
  name: "first-projects",
  what: "greenvn init for every language and pipeline, in a clean folder, by the lines that it prints, npm install too",
  async run(say) {
    const { report } = await reportOfJest({
      projects: REAL,
      files: TESTS,
      env: { ...process.env, GREENVN_TEST_EVERY_PROJECT: "yes" },
      timeoutMs: LONGEST_MS,
      say,
    });
    expectAll(report);
  },
};

/** None may be left out. */
function expectAll(report: JestReport): void {
  const passed = testsOf(report).filter(({ status }) => status === "passed");
  for (const [title, count] of LEFT_OUT)
    if (passed.filter(({ fullName }) => title.test(fullName)).length < count)
      throw new Error(`fewer than ${count} tests ${String(title)} were run and passed: ${TESTS.join(", ")}`);
}
