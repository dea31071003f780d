import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { shown } from "../shown";
import type { Check } from "./check";
import { installed, installedNode22 } from "./installed";

const LONGEST_MS = 15 * 60_000;
const JEST = path.join("node_modules", "jest", "bin", "jest.js");
const TESTS = path.join("test", "e2e", "pipelines", "gitlab.test.ts");
/** The name of the tests that `npm test` leaves out. */
const SUITE = "the pipeline, run by gitlab-ci-local";
const FEWEST_TESTS = 8;

/** GitLab's pipeline itself, job by job: `npm test` plays only what its jobs ask GitLab. */
export const gitlab: Check = {
  name: "gitlab",
  what: "GitLab's pipeline, run by gitlab-ci-local: merge requests, merges, forks, nights, against the sandbox",
  async run(say) {
    const node = await installedNode22(say);
    const [command] = await installed("gitlab-ci-local", ["gitlab-ci-local"], say);
    if (command === undefined) throw new Error("tools/gitlab-ci-local brought no gitlab-ci-local");
    const temporary = await mkdtemp(path.join(os.tmpdir(), "gvn-gitlab-"));
    try {
      const outcome = path.join(temporary, "tests.json");
      await shown(process.execPath, [JEST, TESTS, "--selectProjects", "e2e", "--json", `--outputFile=${outcome}`], {
        env: { ...process.env, GREENVN_TEST_GITLAB_CI_LOCAL: command, GREENVN_TEST_GITLAB_NODE: node },
        timeoutMs: LONGEST_MS,
        say,
      });
      await expectRun(outcome);
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  },
};

interface Test {
  readonly ancestorTitles: readonly string[];
  readonly status: string;
}

/** None may be left out. */
async function expectRun(outcome: string): Promise<void> {
  const { testResults } = JSON.parse(await readFile(outcome, "utf8")) as {
    readonly testResults: readonly { readonly assertionResults: readonly Test[] }[];
  };
  const tests = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ ancestorTitles }) => ancestorTitles.includes(SUITE));
  if (tests.length < FEWEST_TESTS || tests.some(({ status }) => status !== "passed"))
    throw new Error(`not each test of "${SUITE}" was run and passed: ${TESTS}`);
}
