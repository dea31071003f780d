import { appendFile, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { EXECUTABLE, VERSION } from "../../../scripts/project";
import { currentPlatform } from "../../../src/install/platform";
import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { openProgram, type Program } from "../../support/stacks/synthesized";
import type { TerraformFolder } from "../../support/terraform/terraform";

/** Synthesis writes the provider's entry into the stack's `.terraform.lock.hcl`; Terraform itself is the judge of it. */

let sandbox: TestSandbox;
let program: Program;
let numbers: TerraformFolder;
beforeEach(async () => {
  sandbox = await startTestSandbox();
  program = await openProgram("test/support/stacks/two-stacks.ts", { sandbox });
  await program.synth();
  numbers = program.stack("numbers");
});
afterEach(() => sandbox.close());

const lockFile = (): string => path.join(numbers.folder, ".terraform.lock.hcl");
const read = (): Promise<string> => readFile(lockFile(), "utf8");
const init = (...args: readonly string[]) => numbers.run("init", "-input=false", "-no-color", ...args);

const OTHER = `provider "registry.terraform.io/hashicorp/null" {
  version = "3.2.4"
  hashes = ["h1:L5V05xwp/Gto1leRryuesxjMfgZwjb7oool4WS1UEFQ="] # By hand.
}
`;

test("terraform init takes it as it is: a read-only lock file serves, and init changes no byte", async () => {
  const before = await read();
  expect(before).toContain(`version     = "${VERSION}"`);
  expect(await init("-lockfile=readonly")).toMatchObject({ exitCode: 0 });
  await numbers.apply();
  expect(sandbox.charged()).toBe(sandbox.allocations().length);
  expect(sandbox.charged()).toBeGreaterThan(0);

  expect(await init()).toMatchObject({ exitCode: 0 });
  // Terraform puts its own header above what it writes; the entry is what it would have written.
  expect((await read()).endsWith(before)).toBe(true);
  await program.synth();
  expect((await read()).endsWith(before)).toBe(true);
});

test("the platforms that the stack names are locked, whichever machine synthesizes", async () => {
  const readers = program.stack("readers"); // It names all four.
  const locked = await readFile(path.join(readers.folder, ".terraform.lock.hcl"), "utf8");
  const { exitCode } = await readers.run(
    "providers",
    "lock",
    "-fs-mirror=terraform.d/plugins",
    ...["linux_amd64", "linux_arm64", "darwin_amd64", "darwin_arm64"].map((platform) => `-platform=${platform}`),
  );
  expect(exitCode).toBe(0);
  const after = await readFile(path.join(readers.folder, ".terraform.lock.hcl"), "utf8");
  expect(after.endsWith(locked)).toBe(true);
});

test("the entry of another provider stays to the byte", async () => {
  await writeFile(lockFile(), OTHER);
  await program.synth();
  expect((await read()).startsWith(OTHER)).toBe(true);
  expect(await init()).toMatchObject({ exitCode: 0 });
});

test("another program under the name of this version is refused by Terraform, and so is an entry with other hashes", async () => {
  const executable = path.join(
    numbers.folder,
    ...["terraform.d", "plugins", "registry.terraform.io", "cdktf-greenvn", "greenvn", VERSION, currentPlatform()],
    path.basename(EXECUTABLE),
  );
  await appendFile(executable, "\n// Forged.\n");
  expect(await init()).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("checksums") as string });

  const forged = (await read()).replace(/h1:[^"]+/, `h1:${"A".repeat(43)}=`);
  await writeFile(lockFile(), forged);
  await program.synth(); // Puts the right executable back, and leaves the entry for Terraform to judge.
  expect(await read()).toBe(forged);
  expect(await init()).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("checksums") as string });
});

test("a stack that a former version of the package has locked is taken over by the next synthesis", async () => {
  await writeFile(lockFile(), (await read()).replaceAll(VERSION, "0.0.9").replace(/h1:[^"]+/, `h1:${"A".repeat(43)}=`));
  await program.synth();
  expect(await init("-lockfile=readonly")).toMatchObject({ exitCode: 0 });
});
