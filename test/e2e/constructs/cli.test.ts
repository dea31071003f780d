import { readFile } from "node:fs/promises";
import path from "node:path";
import { build } from "../../../scripts/build";
import { ROOT } from "../../../scripts/project";
import { currentPlatform } from "../../../src/install/platform";
import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { prepared } from "../../support/run/prepared";
import { type Run, run } from "../../support/run/run";
import { terraformIn } from "../../support/terraform/terraform";
import { openWorkspace, type Workspace, writeFiles } from "../../support/terraform/workspace";

// Five runs of a command that starts Node, the program and Terraform each time.
jest.setTimeout(240_000);

let sandbox: TestSandbox;
beforeAll(async () => {
  await build(["library"]);
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.close());

const [TSX, MAIN] = [
  path.join(ROOT, "node_modules", "tsx", "dist", "loader.mjs"),
  path.join(ROOT, "examples", "quickstart", "main.ts"),
];
const QUICKSTART = `"${process.execPath}" --import "${TSX}" "${MAIN}"`;

/** The cdktf command in a workspace whose program is the quickstart's. */
async function cdktf(workspace: Workspace, ...args: readonly string[]): Promise<Run> {
  const command = path.join(ROOT, "node_modules", "cdktf-cli", "bundle", "bin", "cdktf.js");
  const env = {
    ...workspace.env,
    TF_LOG: undefined,
    CI: "1",
    DISABLE_VERSION_CHECK: "1",
    NO_COLOR: "1",
    TSX_DISABLE_CACHE: "1",
    TERRAFORM_BINARY_NAME: prepared().terraform.path,
  };
  const result = await run(process.execPath, [command, ...args], { cwd: workspace.folder, env, timeoutMs: 80_000 });
  if (result.exitCode !== 0)
    throw new Error(`${result.command} ended with ${String(result.exitCode)}\n${result.stdout}\n${result.stderr}`);
  return result;
}

test("cdktf synth, diff, deploy, output and destroy, with no registry", async () => {
  const workspace = await openWorkspace({ sandbox });
  const settings = JSON.parse(await readFile(path.join(ROOT, "cdktf.json"), "utf8")) as Record<string, unknown>;
  await writeFiles(workspace, { "cdktf.json": JSON.stringify({ ...settings, app: QUICKSTART }) });

  expect((await cdktf(workspace, "synth")).stdout).toContain("Generated Terraform code for the stacks: quickstart");
  const diff = await cdktf(workspace, "diff", "--skip-provider-lock");
  expect(diff.stdout).toContain("1 to add, 0 to change, 0 to destroy");
  expect(sandbox.charged()).toBe(0);

  const deploy = await cdktf(
    workspace,
    "deploy",
    "--skip-provider-lock",
    "--auto-approve",
    "--outputs-file",
    "outputs.json",
  );
  expect(deploy.stdout).toContain("Resources: 1 added, 0 changed, 0 destroyed");
  const [allocation] = sandbox.allocations();
  expect(JSON.parse(await readFile(path.join(workspace.folder, "outputs.json"), "utf8"))).toEqual({
    quickstart: { support: { allocation_id: allocation?.greenvnId, green_vn: allocation?.greenVn } }, // By construct path, as CDKTF writes it.
  });
  expect((await cdktf(workspace, "diff", "--skip-provider-lock")).stdout).toContain("No changes.");

  await cdktf(workspace, "destroy", "--skip-provider-lock", "--auto-approve");
  expect(sandbox.ledger().totals).toEqual({ create: 1, vn: 0, call_party: 0, charged: 1 });
  expect(sandbox.calls("delete")).toHaveLength(1);
});

test("the stack can be locked by hand, from the provider that lies in it", async () => {
  const workspace = await openWorkspace({ sandbox });
  await writeFiles(workspace, {
    "cdktf.json": JSON.stringify({
      language: "typescript",
      app: QUICKSTART,
      projectId: "locked",
      sendCrashReports: "false",
    }),
  });
  await cdktf(workspace, "synth");
  const stack = terraformIn(workspace, path.join(workspace.folder, "cdktf.out", "stacks", "quickstart"));
  expect(
    await stack.run("providers", "lock", "-fs-mirror=terraform.d/plugins", `-platform=${currentPlatform()}`),
  ).toMatchObject({ exitCode: 0 });
  expect((await cdktf(workspace, "diff", "--skip-provider-lock")).stdout).toContain("1 to add");
});
