import path from "node:path";
import type { Check } from "./check";
import { installedNode22, installedProgram } from "./installed";
import { type JestReport, REAL, reportOfJest, testsOf } from "./jest";

const LONGEST_STEP_MS = 10 * 60_000;
const TESTS = path.join("test", "e2e", "constructs", "cli.test.ts");

/** The check `slow` has the command of cdktf; that of cdktn is large, and asks for a newer Node. */
export const cdktnCli: Check = {
  name: "cdktn-cli",
  what: "the cdktn command: first deploy, diff, second deploy, output, destroy, on the Node that it asks for",
  async run(say) {
    const node = await installedNode22(say);
    const command = await installedProgram("cdktn-cli", "cdktn", say);
    const { report } = await reportOfJest({
      projects: REAL,
      files: [TESTS],
      env: { ...process.env, GREENVN_TEST_CDKTN: command, GREENVN_TEST_CDKTN_NODE: node },
      timeoutMs: LONGEST_STEP_MS,
      say,
    });
    expectSame(report);
  },
};

/** What holds of the one command has to be seen of the other. */
function expectSame(report: JestReport): void {
  const passed = (library: string): string[] =>
    testsOf(report)
      .filter(({ ancestorTitles, status }) => ancestorTitles.includes(library) && status === "passed")
      .map(({ title }) => title);
  const wanted = passed("cdktf");
  if (wanted.length === 0 || passed("cdktn").join("\n") !== wanted.join("\n"))
    throw new Error(`not each test of the cdktf command was run and passed with that of cdktn: ${TESTS}`);
}
