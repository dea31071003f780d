import { mkdirSync, readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { ROOT } from "../../../scripts/project";
import { processesIn, untilNone } from "../../support/run/left-behind";
import { prepared, removeFolder, temporaryFolder } from "../../support/run/prepared";
import { type Run, type Running, start } from "../../support/run/run";

let temporary: string;
beforeEach(async () => {
  temporary = await temporaryFolder("gvn-q-");
});
afterEach(() => removeFolder(temporary));

/**
 * `npm run quickstart` where there is no home, an odd locale, and settings of the person's own that would be in its
 * way.
 */
function quickstart(env: NodeJS.ProcessEnv = {}, pipedInto: string | null = null): Running {
  mkdirSync(path.join(temporary, "t"));
  const command =
    pipedInto === null
      ? `exec "$NODE" --import tsx scripts/quickstart.ts`
      : `"$NODE" --import tsx scripts/quickstart.ts 2>&1 | ${pipedInto}`;
  return start("/bin/sh", ["-c", command], {
    cwd: ROOT,
    env: {
      NODE: process.execPath,
      PATH: `${path.dirname(process.execPath)}:/usr/bin:/bin`,
      LC_ALL: "tr_TR.UTF-8",
      TMPDIR: path.join(temporary, "t"),
      TSX_DISABLE_CACHE: "1",
      TF_CLI_ARGS_plan: "-destroy",
      TF_DATA_DIR: "/nowhere",
      GREENVN_ACCOUNT_SID: "a-real-account",
      GREENVN_TERRAFORM: prepared().terraform.path,
      ...env,
    },
    timeoutMs: 80_000,
  });
}

async function expectNothingLeft(): Promise<void> {
  // tsx names a folder for its pipe, and leaves it empty.
  const files = async (): Promise<string[]> =>
    (await readdir(path.join(temporary, "t"), { recursive: true })).filter((name) => !/^tsx-\d+$/.test(name));
  expect(await untilNone(files, 10_000)).toEqual([]);
  expect(await untilNone(() => processesIn(temporary), 5_000)).toEqual([]);
}

test("the main job: created, planned in place, changed with one charged call, destroyed", async () => {
  const { product } = prepared().terraform;
  const { exitCode, stdout, stderr }: Run = await quickstart().ended;
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  const [, , , planned = ""] = stdout.split(/^\$ \w+ plan .*$|^Declared: .*$/m).slice(1);
  expect(planned).toMatch(/~ green_vn +=.* "\+919810\d{6}" -> \(known after apply\)/);
  expect(planned).toMatch(/^ {8}id +=.*"/m);
  expect(planned).toContain("0 to add, 1 to change, 0 to destroy");
  expect(stdout).toMatch(/PUT +\/greenvn\/ID\/vn .* \+919810\d{6} -> \+919845\d{6}\n +charged calls: 2\n/);
  expect(stdout).toContain("Destroy complete! Resources: 1 destroyed.");
  // What a reviewer would see of the plan, as on a terminal; and how long each step took.
  expect(stdout).toMatch(/^\$ greenvn plan-report\n.*\n.*1 number is given up/ms);
  expect(stdout).not.toContain("| Gate |");
  expect(
    [...stdout.matchAll(/^✓ (.+?) +\d+\.\d s$/gm)].map(([, step]) => step?.replace(/^started .*/, "started")),
  ).toEqual([
    "built the provider, the constructs and the command line",
    "started",
    "synthesized examples/quickstart",
    ...["init", "plan", "apply"].map((command) => `${product} ${command}`),
    "synthesized examples/quickstart",
    ...["plan", "apply", "output", "destroy"].map((command) => `${product} ${command}`),
  ]);
  expect(stdout).not.toContain("sandbox-token");
  await expectNothingLeft();

  const excerpt =
    /<!-- From a run of the quickstart.*-->\n```text\n([^]*?)```/.exec(
      readFileSync(path.join(ROOT, "README.md"), "utf8"),
    )?.[1] ?? "no excerpt";
  expect(stdout).toContain(excerpt);
});

test.each([
  ["Ctrl-C during an apply", /apply created/, "SIGINT" as const],
  ["a termination during a plan", /plan -out=changed/, "SIGTERM" as const],
])("%s ends it and leaves nothing", async (_case, moment, signal) => {
  const running = quickstart();
  await running.printed(moment);
  running.signal(signal);
  const { exitCode, stderr } = await running.ended;
  expect({ exitCode, stderr }).toEqual({
    exitCode: 130,
    stderr: expect.stringContaining("nothing is left behind") as unknown,
  });
  await expectNothingLeft();
});

test("a reader who has seen enough ends it too, and nothing is left", async () => {
  const { stdout } = await quickstart({}, "head -n 5").ended;
  expect(stdout.split("\n")).toHaveLength(6);
  await expectNothingLeft();
});

test("without a Terraform that runs, one sentence says what to do", async () => {
  const { exitCode, stderr } = await quickstart({ GREENVN_TERRAFORM: "/nowhere/terraform" }).ended;
  expect(exitCode).toBe(1);
  expect(stderr.trim().split("\n")).toEqual([
    expect.stringMatching(/GREENVN_TERRAFORM is "\/nowhere\/terraform", but .*: set it to/),
  ]);
  await expectNothingLeft();
});
