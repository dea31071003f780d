import { prepared } from "../../support/run/prepared";
import { start } from "../../support/run/run";
import { openTerraform } from "../../support/terraform/terraform";
import { knowsFunctions, knowsFunctionsAlone, knowsFunctionsEverywhere } from "../../support/terraform/versions";

/** No account and no provider block is in reach of any of these. */
const NO_ACCOUNT = { GREENVN_ACCOUNT_SID: "", GREENVN_API_TOKEN: "", GREENVN_BASE_URL: "" };
/** Nor of these, in words that a host takes for one which asks for it all the same. */
const NOBODY = { GREENVN_ACCOUNT_SID: "nobody", GREENVN_API_TOKEN: "none", GREENVN_BASE_URL: "http://127.0.0.1:9" };
const ACCOUNT = (): typeof NO_ACCOUNT => (knowsFunctionsAlone() ? NO_ACCOUNT : NOBODY);

(knowsFunctions() ? describe : describe.skip)("under a Terraform that knows functions", () => {
  test("functions work in a configuration with no account and no provider block", async () => {
    const terraform = await openTerraform({ env: ACCOUNT() });
    await terraform.declare(`
      output "number" { value = provider::greenvn::e164("0720 582 7365") }
      output "same"   { value = provider::greenvn::same_number("917205827365", "+91 7205 827365") }
      output "other"  { value = provider::greenvn::same_number("917205827365", "917205827366") }
      output "region" { value = [for code in ["MU", "ZZ"] : provider::greenvn::region_name(code)] }`);
    expect(await terraform.validate()).toEqual({ valid: true, diagnostics: [] });
    await terraform.apply();
    expect(await terraform.outputs()).toEqual({
      number: "+917205827365",
      same: true,
      other: false,
      region: ["Mumbai", "ZZ"],
    });
    expect((await terraform.plan()).isEmpty).toBe(true);
  });

  test.each([
    [`e164("7205827365")`, "text", "it is not a phone number in E.164"],
    [`region_name("Mumbai")`, "code", "it is not the code of a region"],
    [`same_number("917205827365", null)`, "b", "argument must not be null"],
  ])("%s is an error on its argument", async (call, argument, said) => {
    const terraform = await openTerraform({ env: NO_ACCOUNT });
    await terraform.declare(`output "it" { value = provider::greenvn::${call} }`);
    const { diagnostics } = await terraform.planFails();
    const [only] = diagnostics.filter(({ severity }) => severity === "error");
    expect(only).toMatchObject({ summary: expect.stringMatching(/^Invalid function argument$/) as string });
    expect(only?.detail.replace(/\s+/g, " ")).toContain(`"${argument}" parameter: ${said}`);
  });

  test("an argument that is known only after apply makes a result that is", async () => {
    const terraform = await openTerraform({ env: ACCOUNT() });
    await terraform.declare(`
      resource "terraform_data" "told" { input = "MU" }
      output "region" { value = provider::greenvn::region_name(terraform_data.told.output) }`);
    const plan = await terraform.plan();
    expect(plan.json.output_changes?.["region"]?.after_unknown).toBe(true);
    await terraform.apply(plan.file);
    expect(await terraform.outputs()).toEqual({ region: "Mumbai" });
  });

  test("a secret argument is not told by the error", async () => {
    const terraform = await openTerraform({ env: NO_ACCOUNT });
    await terraform.declare(`
      variable "secret" {
        default   = "hunter2"
        sensitive = true
      }
      output "it" {
        value     = provider::greenvn::e164(var.secret)
        sensitive = true
      }`);
    const { stdout, stderr } = await terraform.planFails();
    expect(stdout + stderr).not.toContain("hunter2");
  });

  (knowsFunctionsEverywhere() ? test : test.skip)("functions answer in terraform console", async () => {
    const terraform = await openTerraform({ env: NO_ACCOUNT });
    await terraform.declare("");
    const console = start(prepared().terraform.path, ["console"], {
      cwd: terraform.folder,
      env: terraform.workspace.env,
      timeoutMs: 60_000,
      input: 'join(" ", [provider::greenvn::region_name("KA"), provider::greenvn::e164("00917205827365")])\n',
    });
    const { stdout, exitCode } = await console.ended;
    expect([stdout.trim(), exitCode]).toEqual(['"Karnataka +917205827365"', 0]);
  });
});
