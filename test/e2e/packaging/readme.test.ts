import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "../../../scripts/build";
import { ROOT } from "../../../scripts/project";
import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { prepared, removeFolder, temporaryFolder } from "../../support/run/prepared";
import { run } from "../../support/run/run";
import { openTerraform } from "../../support/terraform/terraform";

const README = readFileSync(path.join(ROOT, "README.md"), "utf8");

/** The one block of that language in the README. */
function snippet(language: string): string {
  const blocks = [...README.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, "gm"))];
  expect(blocks).toHaveLength(1);
  return blocks[0]?.[1] ?? "";
}

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await startTestSandbox();
});
afterEach(() => sandbox.close());

test("the README's HCL grants a number of Karnataka", async () => {
  const terraform = await openTerraform({ sandbox });
  await terraform.write({ "terraform.tf": snippet("hcl") });
  await terraform.apply();
  expect(await terraform.outputs()).toEqual({ green_vn: expect.stringMatching(/^\+91(9845|8046)/) as unknown });
  expect((await terraform.plan()).isEmpty).toBe(true);
  await terraform.destroy();
});

test("the README's TypeScript does, out of the package, with no registry", async () => {
  await build(["library"]);
  const project = await temporaryFolder("gvn-ts-");
  try {
    mkdirSync(path.join(project, "node_modules"));
    symlinkSync(ROOT, path.join(project, "node_modules", "cdktf-greenvn"));
    for (const name of ["cdktf", "constructs"])
      symlinkSync(path.join(ROOT, "node_modules", name), path.join(project, "node_modules", name));
    writeFileSync(path.join(project, "main.ts"), snippet("ts"));
    const terraform = await openTerraform({ sandbox });
    const { env } = terraform.workspace;
    const inFolder = async (cwd: string, file: string, args: readonly string[]): Promise<string> => {
      const { exitCode, stdout, stderr } = await run(file, args, {
        cwd,
        env: { ...env, TMPDIR: project },
        timeoutMs: 60_000,
      });
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
      return stdout;
    };
    await inFolder(project, process.execPath, ["--import", require.resolve("tsx"), "main.ts"]);
    const stack = path.join(project, "cdktf.out", "stacks", "numbers");
    await inFolder(stack, prepared().terraform.path, ["init"]);
    await inFolder(stack, prepared().terraform.path, ["apply", "-auto-approve"]);
    const outputs = JSON.parse(await inFolder(stack, prepared().terraform.path, ["output", "-json"])) as Record<
      string,
      { value: string }
    >;
    expect(outputs["support_green_vn"]?.value).toMatch(/^\+91(9845|8046)/);
    expect(outputs["support_allocation_id"]?.value).toBe(sandbox.allocations()[0]?.greenvnId);
    expect(sandbox.charged()).toBe(1);
  } finally {
    await removeFolder(project);
  }
});
