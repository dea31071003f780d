import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { shown } from "../shown";
import type { Check } from "./check";

const LONGEST_MS = 20 * 60_000;
const JEST = path.join("node_modules", "jest", "bin", "jest.js");
const TESTS = path.join("test", "e2e", "init", "first-project.test.ts");
/** The name of the tests that `npm test` leaves out, and how many there are: a language with a pipeline each. */
const SUITE = "every language with every pipeline, by a real npm install";
const TESTS_IN_SUITE = 12;

/** All projects that `greenvn init` writes, with the packages that a registry has: `npm test` types three of them. */
export const firstProjects: Check = {
  name: "first-projects",
  what: "greenvn init for every language and pipeline, in a clean folder, by the lines that it prints, npm install too",
  async run(say) {
    const temporary = await mkdtemp(path.join(os.tmpdir(), "gvn-first-"));
    try {
      const outcome = path.join(temporary, "tests.json");
      const args = [JEST, "--selectProjects", "e2e", "--json", `--outputFile=${outcome}`, "--", TESTS];
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
      readonly assertionResults: readonly { readonly ancestorTitles: readonly string[]; readonly status: string }[];
    }[];
  };
  const tests = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ ancestorTitles }) => ancestorTitles.includes(SUITE));
  if (tests.length < TESTS_IN_SUITE || tests.some(({ status }) => status !== "passed"))
    throw new Error(`not each test of "${SUITE}" was run and passed: ${TESTS}`);
}
