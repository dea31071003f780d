import path from "node:path";
import { TerraformOutput } from "cdktf";
import { build } from "../../../scripts/build";
import { ROOT } from "../../../scripts/project";
import * as library from "../../../src";
import { GreenVnAllocation } from "../../../src";
import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { run } from "../../support/run/run";
import { declareStack } from "../../support/stacks/declared-stack";
import { openTerraform, terraformIn } from "../../support/terraform/terraform";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.close());

const WANTED = { number: "+917205827365", same: true, region: "Mumbai" };

test("under cdktf, which knows no functions of a provider, a raw expression calls them, in a prop too", async () => {
  expect(Object.keys(library)).not.toContain("GreenvnFunctions");
  const terraform = await openTerraform({ sandbox });
  await declareStack(terraform, (stack) => {
    new TerraformOutput(stack, "number", { value: '${provider::greenvn::e164("0720 582 7365")}' });
    new TerraformOutput(stack, "same", { value: '${provider::greenvn::same_number("07205827365", "917205827365")}' });
    new TerraformOutput(stack, "region", { value: '${provider::greenvn::region_name("MU")}' });
    new GreenVnAllocation(stack, "driver", {
      aPartyNumbers: ['${provider::greenvn::e164("0720 582 7365")}'],
      bPartyNumbers: ["+919812345678"],
      outputs: false,
    });
  });
  await terraform.apply();
  expect(await terraform.outputs()).toEqual(WANTED);
  expect(sandbox.allocations()[0]?.apartyNumbers).toEqual(["+917205827365"]);
  expect((await terraform.plan()).isEmpty).toBe(true);
  expect(sandbox.charged()).toBe(1);
});

test("under cdktn they are methods of GreenvnFunctions, and of the provider", async () => {
  await build(["library", "provider"]);
  const terraform = await openTerraform();
  const program = `
    const { App, TerraformOutput, TerraformStack } = require(${JSON.stringify(require.resolve("cdktn"))});
    const { GreenvnFunctions, GreenvnProvider } = require(${JSON.stringify(path.join(ROOT, "dist", "cdktn"))});
    const stack = new TerraformStack(new App({ outdir: "out", context: { targetVersions: { terraform: ">=1.8.0", opentofu: ">=1.7.0" } } }), "numbers");
    const provider = new GreenvnProvider(stack, "greenvn");
    const functions = new GreenvnFunctions();
    new TerraformOutput(stack, "number", { value: functions.e164("0720 582 7365") });
    new TerraformOutput(stack, "same", { value: functions.sameNumber("07205827365", "917205827365") });
    new TerraformOutput(stack, "region", { value: provider.functions.regionName("MU") });
    stack.node.root.synth();`;
  const { env, folder } = terraform.workspace;
  const synthesized = await run(process.execPath, ["-e", program], { cwd: folder, env, timeoutMs: 60_000 });
  expect([synthesized.stderr, synthesized.exitCode]).toEqual(["", 0]);
  const stack = terraformIn(terraform.workspace, path.join(folder, "out", "stacks", "numbers"));
  expect(await stack.run("init", "-input=false")).toMatchObject({ exitCode: 0 });
  await stack.apply();
  expect(await stack.outputs()).toEqual(WANTED);
});
