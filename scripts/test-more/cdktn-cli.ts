import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { shown } from "../shown";
import type { Check } from "./check";
import { installed, installedNode22 } from "./installed";

const LONGEST_STEP_MS = 10 * 60_000;
const JEST = path.join("node_modules", "jest", "bin", "jest.js");
const TESTS = path.join("test", "e2e", "constructs", "cli.test.ts");

/** The check `slow` has the command of cdktf; that of cdktn is large, and asks for a newer Node. */
export const cdktnCli: Check = {
  name: "cdktn-cli",
  what: "the cdktn command: first deploy, diff, second deploy, output, destroy, on the Node that it asks for",
  async run(say) {
    const node = await installedNode22(say);
    const [command] = await installed("cdktn-cli", ["cdktn"], say);
    if (command === undefined) throw new Error("tools/cdktn-cli brought no cdktn");
    const temporary = await mkdtemp(path.join(os.tmpdir(), "gvn-cdktn-"));
    try {
      const outcome = path.join(temporary, "tests.json");
      await shown(
        process.execPath,
        [JEST, TESTS, "--selectProjects", "e2e", "slow", "--json", `--outputFile=${outcome}`],
        {
          env: { ...process.env, GREENVN_TEST_CDKTN: command, GREENVN_TEST_CDKTN_NODE: node },
          timeoutMs: LONGEST_STEP_MS,
          say,
        },
      );
      await expectSame(outcome);
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  },
};

interface Test {
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  readonly status: string;
}

/** What holds of the one command has to be seen of the other. */
async function expectSame(outcome: string): Promise<void> {
  const { testResults } = JSON.parse(await readFile(outcome, "utf8")) as {
    readonly testResults: readonly { readonly assertionResults: readonly Test[] }[];
  };
  const passed = (library: string): string[] =>
    testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ ancestorTitles, status }) => ancestorTitles.includes(library) && status === "passed")
      .map(({ title }) => title);
  const wanted = passed("cdktf");
  if (wanted.length === 0 || passed("cdktn").join("\n") !== wanted.join("\n"))
    throw new Error(`not each test of the cdktf command was run and passed with that of cdktn: ${TESTS}`);
}
