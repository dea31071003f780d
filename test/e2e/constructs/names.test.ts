import { type TerraformStack, TerraformVariable, Token } from "cdktf";
import { Construct } from "constructs";
import { GreenVnAllocation, GreenvnProvider } from "../../../src";
import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { declareStack } from "../../support/stacks/declared-stack";
import { openTerraform } from "../../support/terraform/terraform";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

const PARTIES = { aPartyNumbers: ["+919876543210"], bPartyNumbers: ["+919812345678"] };
const names = () => sandbox.allocations().map(({ connectionId }) => connectionId);

test("one program in two workspaces makes two allocations, each by a name of its own", async () => {
  const terraform = await openTerraform({ sandbox });
  await declareStack(terraform, (stack) => new GreenVnAllocation(stack, "driver", PARTIES));
  await terraform.apply();
  await terraform.run("workspace", "new", "staging");
  await terraform.apply();
  const [inDefault = "", inStaging] = names();
  expect(inDefault).toMatch(/^numbers-driver-[0-9a-f]{10}$/);
  expect(inStaging).toBe(`${inDefault}-staging`);
  expect((await terraform.plan()).isEmpty).toBe(true);
  await terraform.run("workspace", "select", "default");
  expect((await terraform.plan()).isEmpty).toBe(true);
  expect(sandbox.ledger().totals).toEqual({ create: 2, vn: 0, call_party: 0, charged: 2 });
});

test("a prefix keeps two programs apart, and counts at creation only", async () => {
  const terraform = await openTerraform({ sandbox });
  const prefixed = (connectionIdPrefix: string) => (stack: TerraformStack) => {
    const provider = new GreenvnProvider(stack, "north", { alias: "north", vendorProvider: false, connectionIdPrefix });
    new GreenVnAllocation(stack, "driver", { ...PARTIES, provider });
  };
  await declareStack(terraform, prefixed("north"));
  await terraform.apply();
  expect(names()).toEqual([expect.stringMatching(/^north-numbers-driver-/)]);
  await declareStack(terraform, prefixed("south"));
  expect((await terraform.plan()).isEmpty).toBe(true);
  expect(sandbox.charged()).toBe(1);
});

test("unrelated constructs, before or after, change nothing in the plan of ours", async () => {
  const terraform = await openTerraform({ sandbox });
  const ours = (stack: TerraformStack) => {
    const triggers = Token.asStringMap(new TerraformVariable(stack, "triggers", { default: { quarter: "1" } }).value);
    new GreenVnAllocation(stack, "driver", { ...PARTIES, rotateOn: triggers }).onNumberChange("announce", {
      command: "true",
      using: "terraform_data",
      environment: triggers,
    });
  };
  const unrelated = (stack: TerraformStack) => {
    const { stringValue, numberValue, listValue } = new TerraformVariable(stack, "other", { default: "x" });
    return new Construct(stack, `other-${[stringValue, numberValue, listValue].length}`);
  };
  await declareStack(terraform, ours);
  await terraform.apply();
  await declareStack(terraform, (stack) => (unrelated(stack), ours(stack)));
  expect((await terraform.plan()).isEmpty).toBe(true);
  await declareStack(terraform, (stack) => (ours(stack), unrelated(stack)));
  expect((await terraform.plan()).isEmpty).toBe(true);
  expect(sandbox.ledger().totals).toEqual({ create: 1, vn: 0, call_party: 0, charged: 1 });
});
