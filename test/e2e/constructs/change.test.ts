import { readFile } from "node:fs/promises";
import path from "node:path";
import { GreenVnAllocation, type GreenVnAllocationProps, type NumberChangeOptions } from "../../../src";
import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { installNullProvider } from "../../support/null-provider/install";
import { declareStack } from "../../support/stacks/declared-stack";
import { openTerraform, type Plan, type TerraformFolder } from "../../support/terraform/terraform";

// A dozen Terraform commands in a row.
jest.setTimeout(240_000);

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

const PARTIES = { aPartyNumbers: ["+919876543210"], bPartyNumbers: ["+919812345678"] };

type Using = NonNullable<NumberChangeOptions["using"]>;

async function open(using: Using): Promise<TerraformFolder> {
  const terraform = await openTerraform({ sandbox });
  if (using === "null_resource") {
    await installNullProvider(terraform.folder);
    await declare(terraform, using, {});
    await terraform.init();
  }
  return terraform;
}

function declare(terraform: TerraformFolder, using: Using, props: Partial<GreenVnAllocationProps>): Promise<void> {
  return declareStack(terraform, (stack) => {
    const driver = new GreenVnAllocation(stack, "driver", { ...PARTIES, ...props });
    driver.onNumberChange("announce", {
      command: 'echo "$GREEN_VN $ALLOCATION_ID $CONNECTION_ID $GREETING" >> announced.log',
      environment: { GREETING: "it's $HOME" },
      using,
    });
  });
}

async function announced(terraform: TerraformFolder): Promise<string[]> {
  return (await readFile(path.join(terraform.folder, "announced.log"), "utf8")).trim().split("\n");
}

/** What a plan says of each resource and output, by name. */
function summaryOf(plan: Plan): Record<string, string> {
  const outputs = Object.entries(plan.json.output_changes ?? {}).filter(
    ([, { actions }]) => actions.join() !== "no-op",
  );
  return Object.fromEntries([
    ...plan.changes.map(({ address, actions }) => [address, actions.join("+")]),
    ...outputs.map(([name, { actions }]) => [`output ${name}`, actions.join("+")]),
  ] as [string, string][]);
}

describe.each<Using>(["terraform_data", "null_resource"])("with a hook by %s", (using) => {
  const replaced = {
    [using === "null_resource" ? "null_resource.driver_announce" : "terraform_data.driver_announce"]: "delete+create",
  };

  test("a change of number, region or kind is made in place, the outputs follow, and the hook runs once for each", async () => {
    const terraform = await open(using);
    await declare(terraform, using, { region: "DL" });
    await terraform.apply();
    const { driver_allocation_id: id, driver_green_vn: first } = await terraform.outputs();
    const { connection_id: name } = await terraform.resource("greenvn_allocation.driver");
    const line = (number: unknown) => `${String(number)} ${String(id)} ${String(name)} it's $HOME`;
    const lines = [line(first)];
    expect(await announced(terraform)).toEqual(lines);
    expect((await terraform.plan()).isEmpty).toBe(true);

    const [pinned = ""] = sandbox.freeNumbers({ region: "KA", type: "landline" }, 1);
    const changes: Partial<GreenVnAllocationProps>[] = [
      { region: "MU" },
      { region: "MU", numberType: "landline" },
      { number: pinned, region: "KA" },
    ];
    for (const [done, props] of changes.entries()) {
      await declare(terraform, using, props);
      const plan = await terraform.plan();
      expect(summaryOf(plan)).toEqual({
        "greenvn_allocation.driver": "update",
        ...replaced,
        "output driver_green_vn": "update",
      });
      expect(plan.change("greenvn_allocation.driver").after?.["id"]).toBe(id);
      await terraform.apply(plan.file);
      expect(sandbox.ledger().totals).toEqual({ create: 1, vn: done + 1, call_party: 0, charged: done + 2 });

      const outputs = await terraform.outputs();
      expect(outputs["driver_allocation_id"]).toBe(id);
      lines.push(line(outputs["driver_green_vn"]));
      expect(await announced(terraform)).toEqual(lines);
    }
    expect((await terraform.plan()).isEmpty).toBe(true);
    expect(lines.at(-1)).toBe(line(pinned));
    expect(new Set(lines).size).toBe(4);

    await declare(terraform, using, { number: pinned, region: "KA", bPartyNumbers: ["+919812345679"] });
    const parties = await terraform.plan();
    expect(summaryOf(parties)).toEqual({ "greenvn_allocation.driver": "update" });
    await terraform.apply(parties.file);
    expect(await announced(terraform)).toEqual(lines);
    expect(sandbox.charged("call-party")).toBe(1);
  });
});

test("a hook that fails fails the apply, and runs again with the next", async () => {
  const terraform = await openTerraform({ sandbox });
  const withCommand = (command: string) =>
    declareStack(terraform, (stack) =>
      new GreenVnAllocation(stack, "driver", PARTIES).onNumberChange("announce", { command, using: "terraform_data" }),
    );
  await withCommand("exit 3");
  expect((await terraform.applyFails()).diagnostics.map(({ detail }) => detail).join()).toContain("exit status 3");
  await withCommand('echo "$GREEN_VN" >> announced.log');
  await terraform.apply();
  expect(await announced(terraform)).toEqual([(await terraform.outputs())["driver_green_vn"]]);
  expect(sandbox.ledger().totals.charged).toBe(1);
});

test("a hook runs again for the same number where a change was refused and taken back, and its command can tell", async () => {
  const terraform = await openTerraform({ sandbox });
  const declared = (props: Partial<GreenVnAllocationProps>) =>
    declareStack(terraform, (stack) =>
      new GreenVnAllocation(stack, "driver", { ...PARTIES, ...props }).onNumberChange("announce", {
        command: 'echo "$GREEN_VN $ALLOCATION_ID" >> announced.log',
        using: "terraform_data",
      }),
    );
  await declared({});
  await terraform.apply();
  const { driver_green_vn: number, driver_allocation_id: id } = await terraform.outputs();
  await declared({ number: "+917000000000" });
  await terraform.applyFails();
  await declared({});
  await terraform.apply();
  const line = `${String(number)} ${String(id)}`;
  expect(await announced(terraform)).toEqual([line, line]);
  expect(sandbox.ledger().totals.charged).toBe(1);
});
