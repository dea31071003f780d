import { UNKNOWN } from "../../../../src/plugin/sdk/value";
import { kindOf } from "../../../support/stories/transitions";
import { type Declared, TerraformDriver } from "../terraform-driver";

const owner: Declared = {
  connection_id: "driver-42",
  aparty_numbers: ["+919876500001"],
  bparty_numbers: ["+919876500002"],
  preferences: { region: "MH", pin_code: "400001" },
};

async function made(): Promise<{ driver: TerraformDriver; id: string }> {
  const driver = new TerraformDriver("greenvn_allocation");
  await driver.run(owner);
  return { driver, id: driver.value["id"] as string };
}

test.each([
  "registry.terraform.io/cdktf-greenvn/greenvn",
  "registry.opentofu.org/cdktf-greenvn/greenvn",
  "cdktf-greenvn/greenvn",
  "greenvn",
])("the source's address may be %s", async (address) => {
  const { driver, id } = await made();
  expect(driver.move("greenvn_assignment", address)).toEqual([]);
  expect((await driver.plan({ greenvn_id: id, preferences: { region: "MH" } })).action).toBe("no-op");
});

test.each(["registry.terraform.io/somebody/greenvn", "registry.terraform.io/cdktf-greenvn/other", "hashicorp/null"])(
  "a source of %s is not taken over",
  async (address) => {
    const { driver } = await made();
    const diagnostics = driver.move("greenvn_assignment", address);
    expect(diagnostics.map(({ severity }) => severity)).toEqual(["error"]);
  },
);

test("the same type under another address passes through with what is remembered", async () => {
  const { driver } = await made();
  const before = driver.held;
  expect(driver.move("greenvn_allocation", "registry.opentofu.org/cdktf-greenvn/greenvn")).toEqual([]);
  expect(driver.held).toEqual(before);
});

test("the request that obtained the number is carried over: a removal taken back costs nothing", async () => {
  const { driver, id } = await made();
  driver.move("greenvn_assignment");
  await driver.run({ greenvn_id: id });
  const plan = await driver.plan({ greenvn_id: id, preferences: { region: "MH" } });
  expect(plan.warnings.map(kindOf).filter((kind) => kind.startsWith("charged"))).toEqual([]);
});

test("what the source lacks is taken over from the declaration, and a replacement is refused", async () => {
  const { driver, id } = await made();
  driver.move("greenvn_assignment");
  await driver.run({ greenvn_id: id, preferences: { region: "MH" } });
  driver.move("greenvn_allocation");
  const later = { ...owner, flow_id: "f-1", deallocation_policy: { duration: "30d" }, aparty_pins: [1111] };
  expect((await driver.plan({ ...later, connection_id: "other" })).errors.map(kindOf)).toEqual(["import-differs"]);
  const plan = await driver.plan(later);
  expect([plan.action, plan.requiresReplace, plan.warnings.map(kindOf)]).toEqual(["update", [], ["recorded"]]);
  await driver.apply(plan);
  expect([driver.api.charged(), driver.value["id"], (await driver.plan(later)).action]).toEqual([1, id, "no-op"]);
  // The first apply ends it: from here on another policy replaces.
  expect((await driver.plan({ ...later, deallocation_policy: { duration: "31d" } })).requiresReplace).toEqual([
    "deallocation_policy",
  ]);
});

test("strictness that turns true with a move is asked for: what the source was declared with is known", async () => {
  const { driver, id } = await made();
  driver.move("greenvn_assignment");
  const strict = { greenvn_id: id, preferences: { region: "MH" }, strictness: true };
  const plan = await driver.plan(strict);
  expect([plan.after?.["green_vn"], plan.warnings.map(kindOf)]).toEqual([UNKNOWN, ["charged:vn"]]);
  await driver.apply(plan);
  expect([driver.api.charged(), driver.value["strictness"]]).toEqual([2, true]);
});
