import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { shown } from "../shown";
import type { Check } from "./check";

const LONGEST_MS = 20 * 60_000;
const JEST = path.join("node_modules", "jest", "bin", "jest.js");
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
    const temporary = await mkdtemp(path.join(os.tmpdir(), "gvn-first-"));
    try {
      const outcome = path.join(temporary, "tests.json");
      const args = [JEST, "--selectProjects", "e2e", "slow", "--json", `--outputFile=${outcome}`, "--", ...TESTS];
      await shown(process.execPath, args, {
        env: { ...process.env, GREENVN_TEST_EVERY_PROJECT: "yes" },
        timeoutMs: LONGEST_MS,
        say,
      });
      await expectAll(outcome);
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  },
};

/** None may be left out. */
async function expectAll(outcome: string): Promise<void> {
  const { testResults } = JSON.parse(await readFile(outcome, "utf8")) as {
    readonly testResults: readonly {
      readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
    }[];
  };
  const passed = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === "passed");
  for (const [title, count] of LEFT_OUT)
    if (passed.filter(({ fullName }) => title.test(fullName)).length < count)
      throw new Error(`fewer than ${count} tests ${String(title)} were run and passed: ${TESTS.join(", ")}`);
}
