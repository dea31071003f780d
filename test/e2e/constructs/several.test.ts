import { Fn, TerraformCount, TerraformIterator, TerraformOutput, type TerraformStack, Token } from "cdktf";
import { GreenVnAllocation } from "../../../src";
import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { declareStack } from "../../support/stacks/declared-stack";
import { openTerraform } from "../../support/terraform/terraform";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

const BPARTIES = ["+919812345678"];

test("with count the outputs are lists, and one more is one more", async () => {
  const terraform = await openTerraform({ sandbox });
  const drivers = (many: number) => (stack: TerraformStack) => {
    const count = TerraformCount.of(many);
    const all = new GreenVnAllocation(stack, "driver", {
      aPartyNumbers: [`+91987654321${Token.asString(count.index)}`],
      bPartyNumbers: BPARTIES,
      connectionId: `driver-${Token.asString(count.index)}`,
      count,
    });
    new TerraformOutput(stack, "second", { value: Fn.element(all.greenVn, 1) as string });
  };
  await declareStack(terraform, drivers(2));
  await terraform.apply();
  const two = await terraform.outputs();
  expect(
    sandbox
      .allocations()
      .map(({ connectionId, apartyNumbers }) => [connectionId, ...apartyNumbers])
      .sort(),
  ).toEqual([
    ["driver-0", "+919876543210"],
    ["driver-1", "+919876543211"],
  ]);
  const numbers = two["driver_green_vn"] as string[];
  expect(new Set(numbers)).toEqual(new Set(sandbox.allocations().map(({ greenVn }) => greenVn)));
  expect(two["second"]).toBe(numbers[1]);

  await declareStack(terraform, drivers(3));
  expect((await terraform.plan()).changes.map(({ address, actions }) => [address, actions.join()])).toEqual([
    ["greenvn_allocation.driver[2]", "create"],
  ]);
});

test("with forEach the outputs are maps by key, and one less is one less", async () => {
  const terraform = await openTerraform({ sandbox });
  const cities = (declared: Record<string, string>) => (stack: TerraformStack) => {
    const iterator = TerraformIterator.fromMap(declared);
    new GreenVnAllocation(stack, "city", {
      aPartyNumbers: ["+919876543210"],
      bPartyNumbers: BPARTIES,
      connectionId: `city-${iterator.key}`,
      region: Token.asString(iterator.value),
      numberType: "mobile",
      forEach: iterator,
    });
  };
  await declareStack(terraform, cities({ delhi: "DL", pune: "MH" }));
  await terraform.apply();
  expect(await terraform.outputs()).toEqual({
    city_green_vn: {
      delhi: expect.stringMatching(/^\+919810/) as string,
      pune: expect.stringMatching(/^\+919822/) as string,
    },
    city_allocation_id: { delhi: expect.any(String) as string, pune: expect.any(String) as string },
  });

  await declareStack(terraform, cities({ pune: "MH" }));
  expect((await terraform.plan()).changes.map(({ address, actions }) => [address, actions.join()])).toEqual([
    ['greenvn_allocation.city["delhi"]', "delete"],
  ]);
});
