import { copyFile } from "node:fs/promises";
import path from "node:path";
import { build } from "../../../scripts/build";
import { SANDBOX_ACCOUNT } from "../../../src/sandbox";
import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { declare, type Edit, openRepository, type Repository, STACK } from "../../support/pipelines/repository";
import { type Run } from "../../support/run/run";
import { openWorkspace } from "../../support/terraform/workspace";

const SCRIPTS = "node_modules/cdktf-greenvn/examples/gitops/ci";

let sandbox: TestSandbox;
let repository: Repository;
let at: (name: string) => string;

beforeAll(async () => {
  await build(["library", "cli", "provider"]);
  sandbox = await startTestSandbox();
  const workspace = await openWorkspace({ sandbox, log: "warn" });
  at = (name) => path.join(workspace.folder, name);
  const policy = "max_charges: 2\nfail_on: [replace, delete, id-change]\nmask: true\n";
  repository = await openRepository(workspace, { ".greenvn-policy.yaml": policy });
  await checkedOut("trusted", "main");
});
afterAll(() => sandbox.close());

async function checkedOut(name: string, ref: string): Promise<string> {
  await repository.git(at("."), "clone", "--quiet", "--branch", ref, repository.remote, at(name));
  const ran = await repository.command(at(name), repository.env, "npm", "ci");
  expect(ran.exitCode).toBe(0);
  return at(name);
}

/** A step of Atlantis, in the project's folder, in the environment that it gives. */
async function step(script: string, project: string, planFile: string): Promise<Run> {
  const env = {
    ...repository.env,
    PLANFILE: planFile,
    ATLANTIS_GH_TOKEN: "token-of-the-server",
    GREENVN_ACCOUNT_SID: SANDBOX_ACCOUNT.sid,
    GREENVN_API_KEY: SANDBOX_ACCOUNT.key,
    GREENVN_API_TOKEN: SANDBOX_ACCOUNT.token,
  };
  return repository.command(project, env, path.join(at("trusted"), SCRIPTS, script), at("trusted"));
}

/** A pull request, synthesized as the server's hook does it. */
async function proposed(branch: string, edit: Edit): Promise<{ readonly project: string; readonly planFile: string }> {
  await repository.push(branch, edit);
  const folder = await checkedOut(branch, branch);
  const synth = await repository.command(folder, repository.env, "npx", "--no-install", "cdktf", "synth");
  expect(synth.exitCode).toBe(0);
  return { project: path.join(folder, "cdktf.out", "stacks", STACK), planFile: at(`${branch}.tfplan`) };
}

test("the report is the comment, the gates judge that plan file again, and it is applied", async () => {
  const { project, planFile } = await proposed("add", declare({ support: { region: "DL" } }));
  const planned = await step("atlantis-plan.sh", project, planFile);
  expect({ exitCode: planned.exitCode, charged: sandbox.charged() }).toEqual({ exitCode: 0, charged: 0 });
  expect(planned.stdout).toMatch(/^<!-- greenvn-plan-report -->/);
  const applied = await step("atlantis-apply.sh", project, planFile);
  expect({ exitCode: applied.exitCode, charged: sandbox.charged() }).toEqual({ exitCode: 0, charged: 1 });
  expect(applied.stdout).toContain("Apply complete!");
  expect(`${planned.stdout}${applied.stdout}`).not.toMatch(/\+91\d{10}/);
});

test("a plan file that somebody put in its place is judged by what it does", async () => {
  const harmless = await proposed("harmless", declare({ support: { region: "DL", deletionProtection: false } }));
  expect((await step("atlantis-plan.sh", harmless.project, harmless.planFile)).exitCode).toBe(0);
  const deleting = await proposed("deleting", declare({}));
  const refused = await step("atlantis-plan.sh", deleting.project, deleting.planFile);
  expect({ exitCode: refused.exitCode, verdict: refused.stdout.includes("FAILED") }).toEqual({
    exitCode: 1,
    verdict: true,
  });
  const writes = sandbox.calls().filter(({ method }) => method !== "GET").length;
  await copyFile(deleting.planFile, harmless.planFile);
  const applied = await step("atlantis-apply.sh", harmless.project, harmless.planFile);
  expect({ exitCode: applied.exitCode, complete: applied.stdout.includes("Apply complete!") }).toEqual({
    exitCode: 1,
    complete: false,
  });
  expect(sandbox.calls().filter(({ method }) => method !== "GET")).toHaveLength(writes);
});

test("a plan that Terraform refuses is shown with why", async () => {
  const { project, planFile } = await proposed("wrong", (files) =>
    files.program('stack.addOverride("output.x", { value: "${nothing.there}" });'),
  );
  const planned = await step("atlantis-plan.sh", project, planFile);
  expect(planned.exitCode).not.toBe(0);
  expect(planned.stdout).toContain("Reference to undeclared resource");
});
