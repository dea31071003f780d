import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { compileFunction } from "node:vm";
import type { TerraformStack } from "cdktf";
import ts from "typescript";
import { build } from "../../../scripts/build";
import { COMMAND_LINE } from "../../../scripts/project";
import * as library from "../../../src";
import { send, startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { type Running, start } from "../../support/run/run";
import { declareStack } from "../../support/stacks/declared-stack";
import { openTerraform, type Plan, type TerraformFolder } from "../../support/terraform/terraform";

let sandbox: TestSandbox;
beforeAll(async () => {
  await build(["cli"]);
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

const PIN = 471_142;

type Load = (name: string) => unknown;

/** Allocations that somebody made by other means: their ids, by their names. */
async function existing(count: number): Promise<string[]> {
  const make = async (at: number): Promise<string> => {
    const { json } = await send(sandbox, "POST", "/v1/tenants/sandbox/greenvn", {
      connection_id: `cab-${at}`,
      aparty_numbers: [`+9190000${10_000 + at}`, "+919876543210"],
      bparty_numbers: ["+919812345678"],
      usage: at % 2 === 0 ? "oneway" : "twoway",
      ...(at % 3 === 0 ? { aparty_pins: [PIN] } : {}),
    });
    return (json as { data: { greenvn_id: string } }).data.greenvn_id;
  };
  const ids: string[] = [];
  for (let at = 0; at < count; at += 25)
    ids.push(...(await Promise.all(Array.from({ length: Math.min(25, count - at) }, (_, more) => make(at + more)))));
  return ids;
}

function importConfig({ workspace }: TerraformFolder, ...args: readonly string[]): Running {
  return start(process.execPath, [COMMAND_LINE, "import-config", ...args], {
    cwd: workspace.folder,
    env: { ...workspace.env, ...sandbox.env },
    timeoutMs: 60_000,
  });
}

const importsIn = ({ changes }: Plan): number => changes.filter(({ importingId }) => importingId !== null).length;

/** The plan imports all and changes nothing, the apply makes no charged call, and then there is nothing left to do. */
async function expectTakenOver(terraform: TerraformFolder, count: number): Promise<void> {
  const charged = sandbox.charged();
  const plan = await terraform.plan();
  expect(importsIn(plan)).toBe(count);
  expect(plan.changes.filter(({ actions }) => actions.join() !== "no-op")).toEqual([]);
  expect(plan.json.output_changes ?? {}).toEqual({});
  await terraform.apply(plan.file);
  expect(sandbox.charged()).toBe(charged);
  expect((await terraform.plan()).isEmpty).toBe(true);
}

test("500 allocations are taken over by HCL: the plan is empty but for the imports, and nothing is charged", async () => {
  const ids = await existing(500);
  const terraform = await openTerraform({ sandbox });
  await terraform.write({ "ids.csv": ["id,name", ...ids.map((id, at) => `${id},driver-${at}`)].join("\n") });
  const { exitCode, stdout, stderr } = await importConfig(terraform, "ids.csv", "--out", "numbers.tf").ended;
  expect([exitCode, stdout]).toEqual([0, ""]);
  expect(stderr).toBe(
    'Wrote 500 allocations to "numbers.tf". Next: terraform plan shows the imports, and no change.\n',
  );
  expect(sandbox.calls("read")).toHaveLength(500);
  const text = await readFile(path.join(terraform.folder, "numbers.tf"), "utf8");
  expect(text).not.toMatch(new RegExp(`${PIN}|${sandbox.env["GREENVN_API_TOKEN"] ?? ""}`));
  await expectTakenOver(terraform, 500);
}, 180_000);

test("constructs take them over by importFrom, under names that are theirs for good", async () => {
  const ids = await existing(20);
  const terraform = await openTerraform({ sandbox });
  await terraform.write({ "ids.json": JSON.stringify(ids) });
  const { exitCode, stdout } = await importConfig(terraform, "ids.json", "--language", "cdktf").ended;
  expect(exitCode).toBe(0);
  const { outputText } = ts.transpileModule(stdout, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const exported: { takeOver?: (stack: TerraformStack) => void } = {};
  // As a program would load it; the package is this one.
  const load = compileFunction(outputText, ["exports", "require"]) as (exports: object, load: Load) => void;
  load(exported, (name) => {
    expect(name).toBe("cdktf-greenvn");
    return library;
  });
  await declareStack(terraform, (stack) => exported.takeOver?.(stack));
  await expectTakenOver(terraform, 20);
});

test("what Ctrl-C ended goes on from there, and the whole is as if nothing had happened", async () => {
  const ids = await existing(60);
  const terraform = await openTerraform({ sandbox });
  const output = path.join(terraform.folder, "numbers.tf");
  await writeFile(path.join(terraform.folder, "ids.csv"), ids.join("\n"));
  // Slow enough to be met half-way.
  const interrupted = importConfig(terraform, "ids.csv", "--out", "numbers.tf", "--requests-per-minute", "1200");
  while (sandbox.calls("read").length < 10) await new Promise((resolve) => setTimeout(resolve, 20));
  interrupted.signalGroup("SIGINT");
  const first = await interrupted.ended;
  expect(first.exitCode).toBe(2);
  expect(first.stderr).toMatch(/^Nothing was written: \d+ of 60 allocations are read\./);
  expect(existsSync(output)).toBe(false);
  const read = Number(/(\d+) of 60/.exec(first.stderr)?.[1]);

  const before = sandbox.calls("read").length;
  expect((await importConfig(terraform, "ids.csv", "--out", "numbers.tf").ended).exitCode).toBe(0);
  expect(sandbox.calls("read").length - before).toBe(60 - read);
  expect(existsSync(`${output}.progress`)).toBe(false);
  expect((await importConfig(terraform, "ids.csv", "--out", "alone.txt").ended).exitCode).toBe(0);
  expect(await readFile(output, "utf8")).toBe(await readFile(path.join(terraform.folder, "alone.txt"), "utf8"));
});

test("an API that is not there ends it in one sentence, with nothing written", async () => {
  const terraform = await openTerraform({ sandbox });
  await terraform.write({ "ids.csv": "a\nb\n" });
  const gone = await startTestSandbox();
  await gone.close();
  const { exitCode, stdout, stderr } = await start(process.execPath, [COMMAND_LINE, "import-config", "ids.csv"], {
    cwd: terraform.folder,
    env: { ...terraform.workspace.env, ...gone.env },
    timeoutMs: 60_000,
  }).ended;
  expect([exitCode, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("ExoBridge could not be reached");
});
