import { mkdir, readFile, symlink } from "node:fs/promises";
import path from "node:path";
import { build } from "../../../scripts/build";
import { ROOT } from "../../../scripts/project";
import { run } from "../../support/run/run";
import { openWorkspace, writeFiles } from "../../support/terraform/workspace";

jest.setTimeout(120_000);

const PROGRAM = `import { GreenVnAllocation, GreenVnAssignment } from "cdktf-greenvn";
import { TerraformStack, TerraformVariable, Token } from "cdktf";
declare const stack: TerraformStack;
const variable = new TerraformVariable(stack, "v", {});
export const driver = new GreenVnAllocation(stack, "driver", {
  aPartyNumbers: variable.listValue,
  bPartyNumbers: ["+919812345678"],
  aPartyPins: variable.listValue,
  bPartyPins: [4711],
  usage: Token.asAny(variable.stringValue),
  numberType: Token.asAny(variable.stringValue),
  onDestroy: Token.asAny(variable.stringValue),
  deletionProtection: variable.booleanValue,
});
export const preferences = driver.resource.preferences;
export const policy = driver.resource.deallocationPolicy;
export const night = new GreenVnAssignment(stack, "night", { allocationId: driver.allocationId });
export const wishes = night.resource.preferences;
export const found = GreenVnAllocation.fromAllocationId(stack, "found", "gvn-1");
export const hook = found.onNumberChange("announce", { command: "true" });
// @ts-expect-error: there are two kinds of number.
new GreenVnAllocation(stack, "wrong", { aPartyNumbers: [], bPartyNumbers: [], numberType: "satellite" });
// @ts-expect-error: there are two ways to end.
new GreenVnAllocation(stack, "worse", { aPartyNumbers: [], bPartyNumbers: [], onDestroy: "forget" });
export class Driver extends GreenVnAllocation {}
`;

test("a library of one's own can declare all that the constructs give: every type is exported, and no token needs any", async () => {
  await build(["library"]);
  const workspace = await openWorkspace();
  const modules = path.join(workspace.folder, "node_modules");
  await mkdir(modules);
  await symlink(ROOT, path.join(modules, "cdktf-greenvn"));
  for (const name of ["cdktf", "constructs"])
    await symlink(path.join(ROOT, "node_modules", name), path.join(modules, name));
  await writeFiles(workspace, { "numbers.ts": PROGRAM });
  const tsc = path.join(ROOT, "node_modules", "typescript", "bin", "tsc");
  const options =
    "--declaration --strict --exactOptionalPropertyTypes --skipLibCheck --module commonjs --target es2022";
  const result = await run(process.execPath, [tsc, ...options.split(" "), "numbers.ts"], {
    cwd: workspace.folder,
    env: workspace.env,
    timeoutMs: 60_000,
  });
  expect([result.stdout, result.exitCode]).toEqual(["", 0]);
  const declared = await readFile(path.join(workspace.folder, "numbers.d.ts"), "utf8");
  expect(declared).toContain('preferences: import("cdktf-greenvn").AllocationPreferencesOutputReference');
});
