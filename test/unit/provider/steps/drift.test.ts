import { kindOf } from "../../../support/stories/transitions";
import { type Declared, TerraformDriver } from "../terraform-driver";

const line = (more: object = {}): Declared => ({
  connection_id: "line",
  aparty_numbers: ["+919876500001"],
  bparty_numbers: ["+918000000001"],
  ...more,
});

/** An allocation that is declared so, and whose number somebody changes then. */
async function drifted(more: object): Promise<TerraformDriver> {
  const driver = new TerraformDriver("greenvn_allocation");
  await driver.run(line(more));
  take(driver, other(driver));
  return driver;
}
const other = (driver: TerraformDriver) =>
  driver.api.freeNumbers({ region: "KL", type: "mobile" }, 1)[0] ?? "no number is free";
const take = (driver: TerraformDriver, greenVn: string) =>
  driver.api.changeByHand(driver.value["id"] as string, { greenVn });

test.each<[string, object, readonly string[]]>([
  ["nothing declared", {}, []],
  ["a region", { preferences: { region: "MH" } }, ["in-doubt"]],
  ["a number type", { preferences: { number_type: "landline" } }, ["in-doubt"]],
  ["strictness", { strictness: true }, ["in-doubt"]],
  ["a wish", { preferences: { greenvn: "+919999999999" } }, []],
  ["a postal code alone", { preferences: { pin_code: "400001" } }, []],
])("another number than state held, with %s: what is said, and kept", async (_case, more, said) => {
  const driver = await drifted(more);
  expect((await driver.refresh()).map(kindOf)).toEqual(said);
  expect(driver.held?.notes["obtained"] === undefined).toBe(said.length > 0);
  // It is said once: state has the number by then, and nothing is requested for it.
  expect((await driver.plan(line(more))).warnings).toEqual([]);
  expect(driver.api.charged()).toBe(1);
});

test("a request that obtained another number excuses nothing, even once that number is back", async () => {
  const driver = new TerraformDriver("greenvn_allocation");
  const declared = line({ preferences: { region: "MH" } });
  await driver.run(declared);
  const first = String(driver.api.allocations()[0]?.greenVn);
  take(driver, other(driver));
  await driver.refresh();
  take(driver, first);
  await driver.refresh();
  await driver.run(line());
  expect((await driver.plan(declared)).warnings.map(kindOf)).toEqual(["charged:vn"]);
});

test("the pinned number is known to meet the declaration, whoever took it", async () => {
  const driver = new TerraformDriver("greenvn_allocation");
  const [pin = ""] = driver.api.freeNumbers({ region: "KL", type: "mobile" }, 1);
  const [first = ""] = driver.api.freeNumbers({ region: "TN", type: "mobile" }, 1);
  const wished = line({ preferences: { greenvn: pin, region: "KL" } });
  await driver.run(wished);
  take(driver, first);
  expect((await driver.refresh()).map(kindOf)).toEqual(["in-doubt"]);
  take(driver, pin);
  expect(await driver.refresh()).toEqual([]);
});

test.each<[string, object, readonly string[]]>([
  ["none", {}, []],
  ["{}", { preferences: {} }, ["nothing-set"]],
  ["a postal code alone", { preferences: { pin_code: "400001" } }, []],
  ["a region", { preferences: { region: "MH" } }, []],
])("preferences in which nothing is set warn: %s", (_case, more, said) => {
  const driver = new TerraformDriver("greenvn_allocation");
  expect(driver.validate(line(more)).map(kindOf)).toEqual(said);
});

test.each<["greenvn_allocation" | "greenvn_assignment", object, string]>([
  ["greenvn_allocation", line({ preferences: {} }), "greenvn, region, number_type, pin_code"],
  ["greenvn_assignment", { greenvn_id: "gvn-1", preferences: {} }, "greenvn, region, number_type"],
])("the warning names the keys that %s knows", (type, declared, names) => {
  const [warning] = new TerraformDriver(type).validate(declared as Declared);
  expect(warning?.detail).toContain(`it knows ${names}.`);
});
