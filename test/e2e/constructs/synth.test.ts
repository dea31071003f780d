import { readdir, stat } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { TerraformStack, Testing } from "cdktf";
import { EXECUTABLE, VERSION } from "../../../scripts/project";
import { GreenVnAllocation, GreenVnAssignment, GreenvnProvider } from "../../../src";
import { currentPlatform } from "../../../src/install/platform";
import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { removeFolder } from "../../support/run/prepared";
import { openProgram } from "../../support/stacks/synthesized";
import { openTerraform, terraformIn } from "../../support/terraform/terraform";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.close());

const pluginsOf = (folder: string) =>
  path.join(folder, "terraform.d", "plugins", "registry.terraform.io", "cdktf-greenvn", "greenvn", VERSION);

test("each stack of an app gets its own provider, so that terraform init needs no registry, also after syntheses at the same time", async () => {
  const program = await openProgram("test/support/stacks/two-stacks.ts", { sandbox });
  await program.synth();
  const [numbers, readers] = [program.stack("numbers"), program.stack("readers")];
  const init = numbers.run("init", "-input=false", "-no-color");
  await Promise.all([program.synth(), program.synth(), program.synth()]);
  expect(await init).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("(unauthenticated)") as string });

  expect(await readdir(pluginsOf(numbers.folder))).toEqual([currentPlatform()]);
  expect(await readdir(pluginsOf(readers.folder))).toEqual([
    "darwin_amd64",
    "darwin_arm64",
    "linux_amd64",
    "linux_arm64",
  ]);
  expect(await readdir(path.join(readers.folder, "terraform.d"))).toEqual(["plugins"]);
  const executable = await stat(path.join(pluginsOf(numbers.folder), currentPlatform(), path.basename(EXECUTABLE)));
  expect(executable.mode & 0o777).toBe(0o755);

  await numbers.apply();
  expect((await readers.run("init", "-input=false")).exitCode).toBe(0);
  // CDKTF passes what crosses stacks on by the state of the other: here it lies in the other's folder.
  const { exitCode, stdout } = await readers.run("validate", "-json");
  expect({ exitCode, valid: (JSON.parse(stdout) as { valid: boolean }).valid }).toEqual({ exitCode: 0, valid: true });
});

test("what Testing.fullSynth writes can be initialized and applied as it is", async () => {
  const { workspace } = await openTerraform({ sandbox });
  const stack = new TerraformStack(Testing.app({ outdir: os.tmpdir() }), "tested");
  new GreenvnProvider(stack, "greenvn");
  new GreenVnAllocation(stack, "driver", { aPartyNumbers: ["+919876543210"], bPartyNumbers: ["+919812345678"] });
  const outdir = Testing.fullSynth(stack);
  try {
    const terraform = terraformIn(workspace, path.join(outdir, "stacks", "tested"));
    expect((await terraform.run("init", "-input=false")).exitCode).toBe(0);
    await terraform.apply();
    expect((await terraform.plan()).isEmpty).toBe(true);
  } finally {
    await removeFolder(outdir);
  }
});

test("as HCL, too, it is what Terraform takes", async () => {
  const terraform = await openTerraform({ sandbox });
  const stack = new TerraformStack(Testing.app({ outdir: os.tmpdir() }), "hcl");
  new GreenvnProvider(stack, "greenvn", { vendorProvider: false });
  const driver = new GreenVnAllocation(stack, "driver", {
    aPartyNumbers: ["+919876543210"],
    bPartyNumbers: ["+919812345678"],
    region: "MU",
    deallocateAfter: "30d",
    rotateOn: { quarter: "2026-Q1" },
  });
  driver.onNumberChange("announce", { command: 'echo "$GREEN_VN"', using: "terraform_data" });
  new GreenVnAssignment(stack, "night", { allocationId: driver.allocationId });
  await terraform.write({ "terraform.tf": "", "main.tf": Testing.synthHcl(stack, true) as string });
  expect((await terraform.validate()).valid).toBe(true);
});
