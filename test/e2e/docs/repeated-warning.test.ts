import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../../../scripts/project";
import { send, startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { openTerraform } from "../../support/terraform/terraform";

const GUIDE = readFileSync(path.join(ROOT, "docs", "guides", "vn-rule.md"), "utf8");

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.close());

test("a warning that Terraform shows as repeated stands for one charged call, as the guide says", async () => {
  const { json } = await send(sandbox, "POST", "/v1/tenants/sandbox/greenvn", {
    connection_id: "support",
    aparty_numbers: ["+919876543210"],
    bparty_numbers: ["+919812345678"],
    usage: "twoway",
  });
  const { greenvn_id } = (json as { data: { greenvn_id: string } }).data;
  const terraform = await openTerraform({ sandbox });
  await terraform.declare(`resource "greenvn_assignment" "support" {
  greenvn_id  = "${greenvn_id}"
  preferences = { region = "KA" }
}
`);
  const { exitCode, stdout } = await terraform.run("apply", "-auto-approve", "-input=false", "-no-color");
  expect(exitCode).toBe(0);
  const [said = "nothing"] = /\(and .* elsewhere\)/.exec(stdout) ?? [];
  expect(said).toBe("(and one more similar warning elsewhere)");
  expect(sandbox.charged("vn")).toBe(1);
  expect(GUIDE).toContain(said);
});
