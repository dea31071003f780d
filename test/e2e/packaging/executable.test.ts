import { cpSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { EXECUTABLE } from "../../../scripts/project";
import { removeFolder, temporaryFolder } from "../../support/run/prepared";
import { type Run, run } from "../../support/run/run";
import { openTerraform } from "../../support/terraform/terraform";

const start = (file: string, cwd: string): Promise<Run> =>
  run(file, [], { cwd, env: { PATH: process.env["PATH"] }, timeoutMs: 20_000 });

test("it is one executable file with no node_modules beside it", () => {
  expect(statSync(EXECUTABLE).mode & 0o777).toBe(0o755);
  expect(readdirSync(path.dirname(EXECUTABLE)).sort()).toEqual(
    ["THIRD_PARTY_LICENSES.txt", "package.json", path.basename(EXECUTABLE)].sort(),
  );
});

test("started by a person, it says what it is, on stderr alone", async () => {
  const { exitCode, stdout, stderr } = await start(EXECUTABLE, "/");
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr).toMatch(/Terraform/);
});

test("it runs in a project of ES modules, where Node would take it for one", async () => {
  const project = await temporaryFolder("gvn-esm-");
  try {
    writeFileSync(path.join(project, "package.json"), `{ "type": "module" }`);
    cpSync(path.dirname(EXECUTABLE), path.join(project, "plugins"), { recursive: true });
    expect((await start(path.join(project, "plugins", path.basename(EXECUTABLE)), project)).stderr).toMatch(
      /Terraform/,
    );
  } finally {
    await removeFolder(project);
  }
});

test("terraform init takes it out of terraform.d/plugins, in such a project too, and validate runs it", async () => {
  const terraform = await openTerraform();
  await terraform.write({ "package.json": `{ "type": "module" }` });
  const init = await terraform.init("-upgrade");
  expect(init.stdout).toMatch(/cdktf-greenvn\/greenvn v0\.1\.0/);
  await terraform.declare(`
    resource "greenvn_allocation" "support" {
      connection_id  = "support"
      aparty_numbers = ["+919000000001"]
      bparty_numbers = ["+919000000101"]
    }`);
  expect(await terraform.validate()).toEqual({ valid: true, diagnostics: [] });
});
