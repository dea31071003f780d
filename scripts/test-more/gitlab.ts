import path from "node:path";
import type { Check } from "./check";
import { installedNode22, installedProgram } from "./installed";
import { type JestReport, REAL, reportOfJest, testsOf } from "./jest";

const LONGEST_MS = 15 * 60_000;
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
    const command = await installedProgram("gitlab-ci-local", "gitlab-ci-local", say);
    const { report } = await reportOfJest({
      projects: REAL,
      files: [TESTS],
      env: { ...process.env, GREENVN_TEST_GITLAB_CI_LOCAL: command, GREENVN_TEST_GITLAB_NODE: node },
      timeoutMs: LONGEST_MS,
      say,
    });
    expectRun(report);
  },
};

/** None may be left out. */
function expectRun(report: JestReport): void {
  const tests = testsOf(report).filter(({ ancestorTitles }) => ancestorTitles.includes(SUITE));
  if (tests.length < FEWEST_TESTS || tests.some(({ status }) => status !== "passed"))
    throw new Error(`not each test of "${SUITE}" was run and passed: ${TESTS}`);
}
