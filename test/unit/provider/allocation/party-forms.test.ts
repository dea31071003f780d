import type { PartiesRequest } from "../../../../src/exobridge/types";
import { type Declared, TerraformDriver } from "../terraform-driver";

const A = "+919876543210";
const A2 = "+14155550123";
const B = "+919812345678";
const made: Declared = { connection_id: "line", aparty_numbers: [A], bparty_numbers: [B], usage: "twoway" };

/** An allocation that was imported from an API that tells national digits alone, and what is then sent. */
async function imported(first: Declared = made): Promise<{ driver: TerraformDriver; sent: PartiesRequest[] }> {
  const driver = new TerraformDriver("greenvn_allocation");
  await driver.run(first);
  const id = driver.value["id"] as string;
  driver.api.answers({ numbers: "national" });
  driver.held = null;
  expect(await driver.import(id)).toEqual([]);
  const sent: PartiesRequest[] = [];
  const change = driver.api.changeParties.bind(driver.api);
  Object.assign(driver.api, {
    changeParties: (...call: Parameters<typeof change>) => {
      sent.push(call[1]);
      return change(...call);
    },
  });
  return { driver, sent };
}

test("after an import of bare digits the plan is empty, and state keeps them", async () => {
  const { driver } = await imported();
  expect(driver.value["aparty_numbers"]).toEqual(["9876543210"]);
  // Defaults and what no answer tells are recorded, with no call.
  await driver.run(made);
  expect((await driver.plan(made)).action).toBe("no-op");
  expect(driver.value["aparty_numbers"]).toEqual(["9876543210"]);
  expect(driver.api.charged()).toBe(1);
});

test.each<[string, Declared, PartiesRequest]>([
  ["usage", { usage: "oneway" }, { apartyNumbers: [A], usage: "oneway" }],
  ["PINs", { bparty_pins: [4321] }, { apartyNumbers: [A], bpartyPins: [4321] }],
  ["one side", { bparty_numbers: [B, A2] }, { bpartyNumbers: [B, A2] }],
  [
    "both sides",
    { aparty_numbers: [A2], bparty_numbers: [B, A2.replace("3", "4")] },
    { apartyNumbers: [A2], bpartyNumbers: [B, A2.replace("3", "4")] },
  ],
])("a change of %s sends what is declared, in E.164, and once", async (_what, change, body) => {
  const { driver, sent } = await imported();
  // The first apply ends the import.
  await driver.run({ ...made, deletion_protection: true });
  await driver.run({ ...made, ...change });
  expect(sent).toEqual([body]);
  expect(driver.api.charged()).toBe(2);
  expect((await driver.plan({ ...made, ...change })).action).toBe("no-op");
  expect(driver.held?.notes["declaredForms"]).toBeUndefined();
});

test("a change in the very first apply of an import, too", async () => {
  const { driver, sent } = await imported();
  await driver.run({ ...made, usage: "oneway" });
  expect(sent).toEqual([{ apartyNumbers: [A], usage: "oneway" }]);
});

describe("where ignore_changes keeps bare digits, the declaration tells no country code", () => {
  // What Terraform hands over then: the digits of state.
  const ignored = { aparty_numbers: ["9876543210"], usage: "oneway" };

  test("the other side is sent, where it is told in E.164", async () => {
    const { driver, sent } = await imported();
    await driver.run(made);
    const kept = { ...made, ...ignored };
    const plan = await driver.plan(made);
    expect(plan.action).toBe("no-op");
    driver.skipsValidation = true;
    await driver.run(kept);
    expect(sent).toEqual([{ bpartyNumbers: [B], usage: "oneway" }]);
    expect(driver.api.charged()).toBe(2);
  });

  test("with neither side, nothing is sent: the error says what to do", async () => {
    const { driver, sent } = await imported();
    await driver.run(made);
    driver.skipsValidation = true;
    const { errors } = await driver.apply(await driver.plan({ ...made, ...ignored, bparty_numbers: ["9812345678"] }));
    expect(errors.map(({ detail }) => detail)).toEqual([
      "ExoBridge tells its numbers without a country code, and the call needs those of one side in E.164. " +
        "Nothing was sent or charged, and state is as it was. Declare aparty_numbers or bparty_numbers in E.164, " +
        "such as +919876543210, and take them out of ignore_changes.",
    ]);
    expect([sent, driver.api.charged(), driver.value["usage"]]).toEqual([[], 1, "twoway"]);
  });
});

test("a 0 before ten digits is India's, no other country code is invented", async () => {
  const driver = new TerraformDriver("greenvn_allocation");
  await driver.run({ ...made, bparty_numbers: [A2] });
  const id = driver.value["id"] as string;
  driver.api.answers({ numbers: "zero" });
  driver.held = null;
  await driver.import(id);
  expect(driver.value).toMatchObject({ aparty_numbers: [A] });
});
