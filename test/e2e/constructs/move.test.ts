import { readFile } from "node:fs/promises";
import path from "node:path";
import { type TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { GreenVnAllocation, type GreenVnAllocationProps, GreenVnAssignment } from "../../../src";
import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { declareStack } from "../../support/stacks/declared-stack";
import { openTerraform, type Plan, type TerraformFolder } from "../../support/terraform/terraform";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

const PARTIES = { aPartyNumbers: ["+919876543210"], bPartyNumbers: ["+919812345678"] };

function hooked(scope: Construct, id: string, props: Partial<GreenVnAllocationProps> = {}): GreenVnAllocation {
  const allocation = new GreenVnAllocation(scope, id, { ...PARTIES, region: "MU", ...props });
  allocation.onNumberChange("announce", { command: 'echo "$GREEN_VN" >> announced.log', using: "terraform_data" });
  return allocation;
}

const moves = (plan: Plan) =>
  plan.changes.map(({ previousAddress, address, actions }) => [
    previousAddress,
    actions.join("+"),
    address.replace(/_[0-9A-F]{8}(?=$|_)/, "_HASH"),
  ]);
const lines = async (terraform: TerraformFolder) =>
  (await readFile(path.join(terraform.folder, "announced.log"), "utf8")).trim().split("\n");

async function opened(): Promise<TerraformFolder> {
  const terraform = await openTerraform({ sandbox });
  await declareStack(terraform, (stack) => hooked(stack, "driver"));
  await terraform.apply();
  return terraform;
}

const MOVES: [string, (stack: TerraformStack) => void, (stack: TerraformStack) => Construct, string][] = [
  [
    "renamed by moveTo",
    (stack) => {
      hooked(stack, "driver").moveTo("the same");
      hooked(stack, "chauffeur").addMoveTarget("the same");
    },
    (stack) => hooked(stack, "chauffeur"),
    "chauffeur",
  ],
  [
    "moved into a construct by moveTo",
    (stack) => {
      hooked(stack, "driver").moveTo("the same");
      hooked(new Construct(stack, "team"), "driver").addMoveTarget("the same");
    },
    (stack) => hooked(new Construct(stack, "team"), "driver"),
    "team_driver_HASH",
  ],
  [
    "renamed by moveFromId alone",
    (stack) => hooked(stack, "chauffeur").moveFromId("greenvn_allocation.driver"),
    (stack) => hooked(stack, "chauffeur"),
    "chauffeur",
  ],
];

test.each(MOVES)(
  "%s: nothing is planned but the move, nothing is charged, and no hook runs",
  async (_how, moving, moved, name) => {
    const terraform = await opened();
    const before = await terraform.resource("greenvn_allocation.driver");

    await declareStack(terraform, moving);
    const plan = await terraform.plan();
    expect(moves(plan)).toEqual([
      ["greenvn_allocation.driver", "no-op", `greenvn_allocation.${name}`],
      ["terraform_data.driver_announce", "no-op", `terraform_data.${name}_announce`],
    ]);
    await terraform.apply(plan.file);

    await declareStack(terraform, moved);
    expect((await terraform.plan()).isEmpty).toBe(true);
    const [after] = await terraform.state();
    expect(after?.values).toEqual(before);
    expect(await lines(terraform)).toEqual([before["green_vn"]]);
    expect(sandbox.ledger().totals.charged).toBe(1);
  },
);

test("an allocation becomes an assignment with its number, and nobody is charged", async () => {
  const terraform = await opened();
  const before = await terraform.resource("greenvn_allocation.driver");
  await declareStack(terraform, (stack) => {
    const assignment = new GreenVnAssignment(stack, "driver", { allocationId: String(before["id"]), region: "MU" });
    assignment.onNumberChange("announce", { command: 'echo "$GREEN_VN" >> announced.log', using: "terraform_data" });
    assignment.moveFromId("greenvn_allocation.driver");
  });
  await terraform.apply();
  expect(await terraform.resource("greenvn_assignment.driver")).toMatchObject({
    id: before["id"],
    green_vn: before["green_vn"],
  });
  expect(await lines(terraform)).toEqual([before["green_vn"]]);
  expect(sandbox.ledger().totals.charged).toBe(1);
});

test("a changed name of one's own replaces the allocation, and the plan names the number that is lost", async () => {
  const terraform = await openTerraform({ sandbox });
  const named = (connectionId: string) =>
    declareStack(terraform, (stack) => new GreenVnAllocation(stack, "driver", { ...PARTIES, connectionId }));
  await named("cab-7");
  await terraform.apply();
  const { driver_green_vn: number } = await terraform.outputs();
  await named("cab-8");
  const plan = await terraform.plan();
  expect(plan.change("greenvn_allocation.driver").actions).toEqual(["delete", "create"]);
  expect(plan.diagnostics.map(({ summary }) => summary).join()).toContain(`${String(number)} will be released`);
});

test("an allocation that exists is taken in with its own name, by an import that changes nothing else", async () => {
  const terraform = await opened();
  const { id, connection_id: name, green_vn: number } = await terraform.resource("greenvn_allocation.driver");
  const elsewhere = await openTerraform({ sandbox });
  await declareStack(elsewhere, (stack) => new GreenVnAllocation(stack, "taken", PARTIES).importFrom(String(id)));
  const plan = await elsewhere.plan();
  expect(plan.changes.map(({ address, importingId, actions }) => [address, importingId, actions.join()])).toEqual([
    ["greenvn_allocation.taken", id, "no-op"],
  ]);
  await elsewhere.apply(plan.file);
  expect(await elsewhere.resource("greenvn_allocation.taken")).toMatchObject({
    id,
    connection_id: name,
    green_vn: number,
  });
  expect((await elsewhere.plan()).isEmpty).toBe(true);
  expect(sandbox.ledger().totals.charged).toBe(1);
});
