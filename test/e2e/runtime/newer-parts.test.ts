import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { openTerraform } from "../../support/terraform/terraform";
import {
  knowsActions,
  knowsEphemeral,
  knowsFunctions,
  knowsFunctionsEverywhere,
  knowsMocks,
} from "../../support/terraform/versions";

/** Parts of newer hosts that reach the provider with its schema alone, or not at all: its table of the protocol says so. */

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

const LINE = `
resource "greenvn_allocation" "line" {
  connection_id  = "line"
  aparty_numbers = ["+919000000001"]
  bparty_numbers = ["+918000000001"]
}
output "number" { value = greenvn_allocation.line.green_vn }`;
const withOneLine = (text: string): string => text.replace(/[\s│╷╵]+/g, " ");

(knowsMocks() ? test : test.skip)("a test of a configuration with a mocked provider makes no call", async () => {
  const terraform = await openTerraform({ sandbox });
  await terraform.declare(LINE);
  await terraform.write({
    "line.tftest.hcl": `
mock_provider "greenvn" {
  mock_resource "greenvn_allocation" {
    defaults = { green_vn = "+917205827365" }
  }
}
run "a_number" {
  command = apply
  assert {
    condition     = output.number == "+917205827365"
    error_message = "another number"
  }
}`,
  });
  expect(await terraform.run("test", "-no-color")).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining("1 passed, 0 failed") as string,
  });
  expect(sandbox.calls()).toEqual([]);
});

(knowsFunctions() ? test : test.skip)(
  "a test of a configuration with the provider itself deallocates what it made",
  async () => {
    const terraform = await openTerraform({ sandbox });
    await terraform.declare(LINE);
    await terraform.write({
      "line.tftest.hcl": `
run "a_number" {
  command = apply
  assert {
    condition     = ${knowsFunctionsEverywhere() ? "provider::greenvn::same_number(output.number, greenvn_allocation.line.green_vn)" : "output.number == greenvn_allocation.line.green_vn"}
    error_message = "another number"
  }
}`,
    });
    const { exitCode, stdout } = await terraform.run("test", "-no-color");
    expect([exitCode, stdout.includes("1 passed, 0 failed")]).toEqual([0, true]);
    expect([sandbox.charged(), sandbox.calls("delete").length]).toEqual([1, 1]);
  },
);

(knowsEphemeral() ? test : test.skip)("an ephemeral block is refused by the host: there is none to open", async () => {
  const terraform = await openTerraform({ sandbox });
  await terraform.declare('ephemeral "greenvn_token" "one" {}');
  const { valid, diagnostics } = await terraform.validate();
  expect([valid, diagnostics.map(({ detail }) => detail)]).toEqual([
    false,
    [expect.stringMatching(/does not support ephemeral resource(?: type)? "greenvn_token"/)],
  ]);
});

(knowsActions() ? test : test.skip)("a query is refused by the host: the API lists nothing", async () => {
  const terraform = await openTerraform({ sandbox });
  await terraform.declare(LINE);
  await terraform.write({ "lines.tfquery.hcl": 'list "greenvn_allocation" "all" {\n  provider = greenvn\n}\n' });
  const { exitCode, stdout, stderr } = await terraform.run("query", "-no-color");
  expect(exitCode).toBe(1);
  expect(withOneLine(stdout + stderr)).toMatch(/does not support list resource(?: type)? "greenvn_allocation"/);
  expect(sandbox.calls()).toEqual([]);
});
