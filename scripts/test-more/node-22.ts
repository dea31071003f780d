import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { EXECUTABLE, ROOT } from "../project";
import { shown } from "../shown";
import type { Check } from "./check";
import { installedNode22 } from "./installed";
import { REAL, reportOfJest } from "./jest";

const MAJOR = "v22.";
const LONGEST_STEP_MS = 10 * 60_000;

/** What a person does first, the calls on the wire, the life of the process, and what it loads. */
const TESTS = ["allocation/main-job", "runtime/plugin-process", "runtime/wire", "packaging/cost"];

/** `npm test` runs on the Node at hand, the oldest that is supported or another: this is a newer one. */
export const node22: Check = {
  name: "node-22",
  what: "the main job, on Node 22: the quickstart, and the e2e tests of the built provider",
  async run(say) {
    const node = await installedNode22(say);
    const env = { ...process.env, PATH: [path.dirname(node), process.env["PATH"] ?? ""].join(path.delimiter) };
    const run = (file: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<string> =>
      shown(file, args, { env: { ...env, ...more }, timeoutMs: LONGEST_STEP_MS, say });

    // The provider's first line asks for `node` in just this way.
    const version = (await run("/usr/bin/env", ["node", "--version"])).trim();
    if (!version.startsWith(MAJOR)) throw new Error(`${node} is ${version}, and no Node 22`);

    const temporary = await mkdtemp(path.join(os.tmpdir(), "gvn-node-"));
    try {
      await quickstart(run, version, path.join(temporary, "nodes"));
      await tests(node, version, { env, say });
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  },
};

type Run = (file: string, args: readonly string[], more?: NodeJS.ProcessEnv) => Promise<string>;

/** As a person types it. Whatever Node it starts, under npm or under Terraform, has to be this one. */
async function quickstart(run: Run, version: string, record: string): Promise<void> {
  const hook = path.join(ROOT, "scripts", "test-more", "record-node.cjs");
  await run("npm", ["run", "quickstart"], {
    RECORDED_NODES: record,
    NODE_OPTIONS: `--require ${JSON.stringify(hook)}`,
  });
  const started = (await readFile(record, "utf8")).trim().split("\n");
  const others = started.filter((line) => !line.startsWith(`${version} `));
  if (others.length > 0) throw new Error(`not on Node ${version}:\n${others.join("\n")}`);
  if (!started.some((line) => line.endsWith(path.basename(EXECUTABLE))))
    throw new Error("no start of the provider by Terraform was seen");
}

/** All of the tests have to run, and none be skipped; their own set-up says which Node Terraform meets. */
async function tests(
  node: string,
  version: string,
  how: { readonly env: NodeJS.ProcessEnv; readonly say: (line: string) => void },
): Promise<void> {
  const files = TESTS.map((name) => path.join("test", "e2e", `${name}.test.ts`));
  const { printed, report } = await reportOfJest({ ...how, projects: REAL, files, node, timeoutMs: LONGEST_STEP_MS });
  const said = `Node ${version} runs the tests and the provider`;
  if (!printed.includes(said)) throw new Error(`the tests did not say "${said}"`);
  if (report.numPassedTestSuites !== TESTS.length || report.numPassedTests !== report.numTotalTests)
    throw new Error(`not each test of these files was run and passed: ${files.join(", ")}`);
}
